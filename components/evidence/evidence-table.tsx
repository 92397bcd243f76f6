import type { EvidenceRecord } from './evidence-record';
import { EvidenceRow } from './evidence-row';

/** The tenant's log, newest first, in UTC. */
export function EvidenceTable({ records }: { records: readonly EvidenceRecord[] }) {
  return (
    <section className="scroll-x" aria-label="Evidence records">
      <table className="list-table records">
        <caption className="sr-only">Evidence records, newest first</caption>
        <thead>
          <tr>
            <th data-col="position" scope="col">
              Position
            </th>
            <th data-col="time" scope="col">
              Time, UTC
            </th>
            <th data-col="event" scope="col">
              Event
            </th>
            <th data-col="draft" scope="col">
              Draft
            </th>
            <th data-col="leaf" scope="col">
              Leaf hash
            </th>
            <th data-col="bytes" scope="col">
              Exact bytes
            </th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <EvidenceRow key={record.id} record={record} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
