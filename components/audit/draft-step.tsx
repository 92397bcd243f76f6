import Link from 'next/link';
import type { RunDraft, RunLeaf } from '@/lib/domain/runs/run-record';
import { visible } from '@/lib/domain/text/visible';
import { eventWords } from '../evidence/event-words';
import { StatusChip } from '../ui/status-chip';

/** The draft that a request made or changed, and where it stands now. */
export function DraftStep({ draft }: { draft: RunDraft }) {
  return (
    <p className="step-title">
      <Link className="link font-medium" href={`/drafts/${draft.id}`} prefetch={false}>
        Draft: {draft.operation} {visible(draft.resource_name)}
      </Link>
      <StatusChip status={draft.status} />
      {draft.decided_by_name === null ? null : (
        <span className="muted">by {visible(draft.decided_by_name)}</span>
      )}
    </p>
  );
}

/** What the log holds of it. */
export function EvidenceStep({ leaf }: { leaf: RunLeaf }) {
  return (
    <p className="step-title">
      <span>{eventWords[leaf.event]}</span>
      <Link className="link" href={`/evidence/${leaf.idx}`} prefetch={false}>
        Evidence #{leaf.idx}
      </Link>
    </p>
  );
}
