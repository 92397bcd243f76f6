type Props = { id: string; title: string; note?: string; children: React.ReactNode };

/** One part of a packet under its heading. */
export function Section({ id, title, note, children }: Props) {
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : <span className="muted text-13">{note}</span>}
      </div>
      {children}
    </section>
  );
}

/** Short texts one below the other, or one line that says that there are none. */
export function Lines({ lines, none }: { lines: readonly string[]; none: string }) {
  if (lines.length === 0) return <p className="muted text-13">{none}</p>;
  return (
    <ul className="plain-list">
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
