import type { StoredDraft } from '@/db/queries/draft-row';
import { readerOf } from '@/db/queries/resources/resource-read';
import type { LiveSpec } from '@/db/queries/resources/resource-reader';
import type { TenantTx } from '@/db/tenant';
import { baseMoved } from '@/lib/domain/draft/apply/base-moved';
import { changesBetween } from '@/lib/domain/draft/changes';
import type { MovedField } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';

/** The fields in which the live resource differs from the version a draft was made against. Empty when it is that version. */
export async function movedFields(
  tx: TenantTx,
  { type, base }: Pick<StoredDraft, 'type' | 'base'>,
  live: LiveSpec | null,
): Promise<MovedField[]> {
  const kind = kindOf(type);
  if (kind === null || !baseMoved(base, live)) return [];
  const before =
    base.state === 'present' ? await readerOf(type)?.specAt(tx, base.resourceId, base.version) : null;
  return changesBetween(kind, before ?? null, live?.spec ?? null, []).changed.map((change) => ({
    field: change.field,
    label: change.label,
    base: change.before,
    live: change.after,
  }));
}
