/** Nothing was announced yet, or a filter that leaves nothing. */
export function NoDeliveries({ narrowed }: { narrowed: boolean }) {
  return (
    <div className="empty">
      <h2>{narrowed ? 'No delivery is in this state' : 'Nothing has been announced yet'}</h2>
      <p>Every change that is applied while a control plane is set appears here.</p>
    </div>
  );
}
