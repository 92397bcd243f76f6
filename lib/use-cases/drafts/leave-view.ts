import { newId } from '@/db/new-id';
import { kindOfSession } from '@/db/queries/apply-confirmations';
import { eventOfLeaf } from '@/db/queries/audit-append';
import type { StoredDraft } from '@/db/queries/draft-row';
import { requestContext } from '@/db/request-context';
import type { WriteTx } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { Decision, Surface } from '@/lib/domain/draft/view';
import { viewedEvidence } from '@/lib/domain/evidence/viewed-evidence';

type View = {
  at: Date;
  decision: Decision;
  digestSent: boolean;
  tickedFlags: readonly string[];
  confirmationId: string | null;
};

/** What a person had before them, as leaf and as audit event: called before either says what they decided. */
export async function leaveView(
  tx: WriteTx,
  actor: Human,
  draft: Pick<StoredDraft, 'id' | 'proposedSpecDigest'>,
  { at, ...view }: View,
): Promise<void> {
  const leaf = viewedEvidence({
    ...view,
    id: newId('evd'),
    tenant: tx.tenantId,
    draftId: draft.id,
    viewedBy: actor.userId,
    viewedAt: at,
    shownDigest: draft.proposedSpecDigest,
    surface: await surfaceOf(tx, actor),
  });
  tx.audit(eventOfLeaf(leaf));
  tx.record(leaf);
}

/** A terminal is known by its session, which nothing in a request can change. */
async function surfaceOf(tx: WriteTx, { sessionId }: Human): Promise<Surface> {
  if ((await kindOfSession(tx, sessionId)) === 'cli') return 'cli';
  return requestContext.getStore()?.channel === 'api' ? 'api' : 'web';
}
