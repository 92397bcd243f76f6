import { ShieldAlert, ShieldCheck, ShieldEllipsis } from 'lucide-react';
import Link from 'next/link';
import { utcWords } from '../ui/time-words';

type Standing = { verifiedTo: number; at: Date } | { broken: { code: string; message: string; since: Date } };
type Props = { standing: Standing; tenantId: string };

function Ways({ tenantId }: { tenantId: string }) {
  return (
    <span className="end">
      <a className="link" href={`/log/${tenantId}/checkpoint`}>
        Signed head
      </a>
      <Link className="link" href="/verify" prefetch={false}>
        Verify a file
      </Link>
    </span>
  );
}

/** Up to where the server has recomputed the log, or what of it does not hold. */
export function LogStanding({ standing, tenantId }: Props) {
  if ('broken' in standing) {
    const { code, message, since } = standing.broken;
    return (
      <div className="banner bad log-standing" role="alert">
        <ShieldAlert className="icon" aria-hidden="true" />
        <p>
          <strong>The log is broken.</strong> {message} <span className="mono">{code}</span>, seen first on{' '}
          {utcWords(since)}.
        </p>
        <Ways tenantId={tenantId} />
      </div>
    );
  }
  const { verifiedTo, at } = standing;
  const Icon = verifiedTo === 0 ? ShieldEllipsis : ShieldCheck;
  return (
    <div className={verifiedTo === 0 ? 'banner log-standing' : 'banner ok log-standing'}>
      <Icon className="icon" aria-hidden="true" />
      <p>
        {verifiedTo === 0
          ? 'The server is recomputing the log from its first record.'
          : `Verified to #${verifiedTo - 1} on ${utcWords(at)}: every hash, from the leaves to the signed head.`}
      </p>
      <Ways tenantId={tenantId} />
    </div>
  );
}
