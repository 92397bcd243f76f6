/** An empty log, or a filter that leaves nothing of it. */
export function NoEvidence({ narrowed }: { narrowed: boolean }) {
  return (
    <div className="empty">
      <h2>{narrowed ? 'No evidence matches' : 'There is no evidence yet'}</h2>
      <p>Every draft and every decision leaves a record here.</p>
    </div>
  );
}
