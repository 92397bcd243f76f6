import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { utcWords } from '../ui/time-words';

type Props = { proved: { size: number; signedAt: Date } } | { why: string; hint: string | null };

/** Whether the log proves this record, in one line. */
export function RecordVerdict(props: Props) {
  if ('why' in props) {
    return (
      <div className="banner bad above" role="alert">
        <ShieldAlert className="icon" aria-hidden="true" />
        <p>
          <strong>There is no proof of this record.</strong> {props.why} {props.hint}
        </p>
      </div>
    );
  }
  const { size, signedAt } = props.proved;
  return (
    <div className="banner ok">
      <ShieldCheck className="icon" aria-hidden="true" />
      <p>
        Proved: it lies in the log of {size} {size === 1 ? 'leaf' : 'leaves'} that was signed on{' '}
        {utcWords(signedAt)}.
      </p>
    </div>
  );
}
