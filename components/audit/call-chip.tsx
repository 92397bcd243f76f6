import type { RecordedCall } from '@/lib/domain/calls/recorded-call';
import { visible } from '@/lib/domain/text/visible';
import { endOf } from './call-words';

/** How a call ended, with the code where it was refused. */
export function CallChip({ call }: { call: Pick<RecordedCall, 'decision' | 'outcome' | 'error_code'> }) {
  const { words, look } = endOf(call);
  return (
    <span className="call-end">
      <span className={look}>{words}</span>
      {call.error_code === null ? null : <span className="mono">{visible(call.error_code)}</span>}
    </span>
  );
}
