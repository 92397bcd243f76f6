import Link from 'next/link';
import { PageMessage } from '../ui/page-message';

type Props = { evidence: readonly { id: string; event: string; merklePosition: number }[] };

/** The draft was cleared away after its time; what it left in the log stays. */
export function GoneDraft({ evidence }: Props) {
  return (
    <PageMessage title="This draft has been cleared away">
      <p>Its content is no longer kept. Its {evidence.length} evidence records stay.</p>
      <ul className="mt-4 grid gap-1 text-13">
        {evidence.map((record) => (
          <li key={record.id} className="row">
            <Link className="link" href={`/evidence/${record.merklePosition}`} prefetch={false}>
              #{record.merklePosition}
            </Link>
            <span className="mono">{record.event}</span>
          </li>
        ))}
      </ul>
    </PageMessage>
  );
}
