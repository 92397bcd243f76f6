/** A list on its way, at its true row height. */
export function SkeletonRows({ count }: { count: number }) {
  return (
    <section aria-label="Loading" aria-busy="true" className="late">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="skeleton-row">
          <i className="skeleton" />
          <i className="skeleton" />
          <span />
          <i className="skeleton" />
        </div>
      ))}
    </section>
  );
}
