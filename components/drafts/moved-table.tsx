import type { MovedField } from '@/lib/domain/refusal';

/** Fields of the live resource that are not what they were when the draft was made. */
export function MovedTable({ moved }: { moved: readonly MovedField[] }) {
  return (
    <div className="panel w-full scroll-x">
      <table className="data">
        <caption className="sr-only">What moved since the draft was made</caption>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">When drafted</th>
            <th scope="col">Live now</th>
          </tr>
        </thead>
        <tbody>
          {moved.map((field) => (
            <tr key={field.field}>
              <th scope="row">{field.label}</th>
              <td className="value">{field.base ?? 'not set'}</td>
              <td className="value">{field.live ?? 'not set'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
