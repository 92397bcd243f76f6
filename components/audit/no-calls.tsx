/** No agent has called yet, or filters that leave nothing. */
export function NoCalls({ narrowed }: { narrowed: boolean }) {
  return (
    <div className="empty">
      <h2>{narrowed ? 'No call matches these filters' : 'No agent has called yet'}</h2>
      <p>
        What an agent asks for appears here, what was refused too. Of refusals that are alike at the door one
        in ten seconds appears; every one is counted.
      </p>
    </div>
  );
}
