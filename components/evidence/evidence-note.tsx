import Link from 'next/link';

/** What stands here, and what stands elsewhere. Not everybody may read what agents asked. */
export function EvidenceNote({ readsAudit }: { readsAudit: boolean }) {
  return (
    <p className="page-note muted text-13 px-4 md:px-6 py-4">
      Each act that changed what may happen is one record here, which can be verified and is never erased.
      What agents asked, answered or refused, stands in{' '}
      {readsAudit ? (
        <Link className="link" href="/audit" prefetch={false}>
          Audit
        </Link>
      ) : (
        'Audit, for reviewers, operators and admins'
      )}
      .
    </p>
  );
}
