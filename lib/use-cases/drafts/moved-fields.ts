import type { StoredDraft } from '@/db/queries/draft-row';
import { findVersion, type LiveEndpoint } from '@/db/queries/endpoints';
import type { TenantTx } from '@/db/tenant';
import { baseMoved } from '@/lib/domain/draft/apply/base-moved';
import { changesBetween } from '@/lib/domain/draft/changes';
import type { MovedField } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';

/** The fields in which the live resource differs from the version a draft was made against. Empty when it is that version. */
export async function movedFields(
  tx: TenantTx,
  { type, base }: Pick<StoredDraft, 'type' | 'base'>,
  live: LiveEndpoint | null,
): Promise<MovedField[]> {
  const kind = kindOf(type);
  if (kind === null || !baseMoved(base, live && { ...live, resourceId: live.id })) return [];
  const before = base.state === 'present' ? await findVersion(tx, base.resourceId, base.version) : null;
  return changesBetween(kind, before, live?.spec ?? null, []).changed.map((change) => ({
    field: change.field,
    label: change.label,
    base: change.before,
    live: change.after,
  }));
}
