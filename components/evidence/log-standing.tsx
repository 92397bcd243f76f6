import { ShieldAlert, ShieldCheck, ShieldEllipsis } from 'lucide-react';
import { DocumentLink } from '../ui/document-link';
import { utcWords } from '../ui/time-words';

type Finding = { code: string; message: string; since: Date };
type Standing = { verifiedTo: number; at: Date; unsigned: Finding | null } | { broken: Finding };
type Props = { standing: Standing; tenantId: string; isEmpty: boolean };

function Ways({ tenantId, isEmpty }: Omit<Props, 'standing'>) {
  return (
    <span className="end">
      {isEmpty ? null : (
        <>
          <a className="link" href={`/log/${tenantId}/checkpoint`}>
            Signed head
          </a>
          <a className="link" href="#bundles">
            Take it away
          </a>
        </>
      )}
      <DocumentLink className="link" href="/verify">
        Verify a file
      </DocumentLink>
    </span>
  );
}

/** Up to where the server has recomputed the log, or what of it does not hold. */
export function LogStanding({ standing, tenantId, isEmpty }: Props) {
  if ('broken' in standing) {
    const { code, message, since } = standing.broken;
    return (
      <div className="banner bad log-standing" role="alert">
        <ShieldAlert className="icon" aria-hidden="true" />
        <p>
          <strong>The log is broken.</strong> {message} <span className="mono">{code}</span>, seen first on{' '}
          {utcWords(since)}. What it is and what to do the operator finds with{' '}
          <code>npm run admin -- verify-log</code>.
        </p>
        <Ways tenantId={tenantId} isEmpty={isEmpty} />
      </div>
    );
  }
  const { verifiedTo, at, unsigned } = standing;
  const isSettled = verifiedTo > 0 && unsigned === null;
  const Icon = isSettled ? ShieldCheck : ShieldEllipsis;
  return (
    <div className={isSettled ? 'banner ok log-standing' : 'banner log-standing'}>
      <Icon className="icon" aria-hidden="true" />
      <p>
        {verifiedTo > 0 ? (
          <>
            <strong>
              Verified to #{verifiedTo - 1} on {utcWords(at)}:
            </strong>{' '}
            every hash, from the leaves to the signed head.
          </>
        ) : isEmpty ? (
          'The log has no record yet that could be verified.'
        ) : (
          'The server is recomputing the log from its first record.'
        )}
        {unsigned === null ? null : (
          <>
            {' '}
            What came since is not signed. {unsigned.message} <span className="mono">{unsigned.code}</span>,
            since {utcWords(unsigned.since)}.
          </>
        )}
      </p>
      <Ways tenantId={tenantId} isEmpty={isEmpty} />
    </div>
  );
}
