import type { Change } from '@/lib/domain/draft/change';

/** Changed fields as before and after, without marks: the plain reading. */
export function FieldView({ changed }: { changed: readonly Change[] }) {
  return (
    <table className="data words compact">
      <caption className="sr-only">Changed fields, live and proposed</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Live</th>
          <th scope="col">Proposed</th>
        </tr>
      </thead>
      <tbody>
        {changed.map((change) => (
          <tr key={change.field}>
            <th scope="row">{change.label}</th>
            <td data-label="Live" className="value">
              {change.beforeFull ?? change.before ?? <span className="muted">not set</span>}
            </td>
            <td data-label="Proposed" className="value">
              {change.afterFull ?? change.after ?? <span className="muted">not set</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
