import Link from 'next/link';

/** What stands here, and what stands elsewhere. */
export function AuditNote() {
  return (
    <p className="page-note muted text-13 px-6 py-4">
      What agents asked, answered or refused, stands here for as long as calls are kept. What it changed
      stands in{' '}
      <Link className="link" href="/evidence" prefetch={false}>
        Evidence
      </Link>
      , one record for each act, and stays.
    </p>
  );
}
