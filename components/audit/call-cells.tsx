import Link from 'next/link';
import type { RecordedCall } from '@/lib/domain/calls/recorded-call';
import { stillVisible } from '@/lib/domain/text/visible';
import { CallChip } from './call-chip';
import { callPath } from './record-paths';

type Seen = 'id' | 'correlation_id' | 'tool' | 'method' | 'decision' | 'outcome' | 'error_code';
type Props = {
  call: Pick<RecordedCall, Seen>;
  /** Whether the keys of a list go from row to row. */
  listed?: boolean;
};

/** The first two cells of a call in a table: what was asked for, and how it ended. */
export function CallCells({ call, listed = false }: Props) {
  return (
    <>
      <td data-col="tool">
        <Link
          className="link mono"
          href={callPath(call.correlation_id, call.id)}
          prefetch={false}
          data-list-item={listed || undefined}
        >
          {stillVisible(call.tool ?? call.method)}
        </Link>
      </td>
      <td data-col="end">
        <CallChip call={call} />
      </td>
    </>
  );
}
