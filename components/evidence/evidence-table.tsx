import { type EvidenceRecord, EvidenceRow } from './evidence-row';

/** The tenant's log, newest first, in UTC. */
export function EvidenceTable({ records }: { records: readonly EvidenceRecord[] }) {
  return (
    <section className="scroll-x" aria-label="Evidence records">
      <table className="ev-table records">
        <caption className="sr-only">Evidence records, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Position</th>
            <th scope="col">Time, UTC</th>
            <th scope="col">Event</th>
            <th scope="col">Draft</th>
            <th scope="col">Leaf hash</th>
            <th scope="col">Exact bytes</th>
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
