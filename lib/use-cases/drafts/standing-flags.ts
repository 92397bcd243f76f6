import type { StoredDraft } from '@/db/queries/draft-row';
import { readerOf } from '@/db/queries/resources/resource-read';
import type { LiveSpec } from '@/db/queries/resources/resource-reader';
import type { TenantTx } from '@/db/tenant';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import type { Flag, FlagContext } from '@/lib/domain/draft/risk';
import { isObject } from '@/lib/domain/json/read-value';
import { kindOf } from '@/lib/domain/resource/registry';

/** What flags of a stored draft may know: hosts as they are now, and whether it was its agent's first when proposed. */
export const flagContextOf = (
  { flagCodes }: Pick<DraftSummary, 'flagCodes'>,
  hosts: FlagContext['knownHosts'],
): FlagContext => ({ knownHosts: hosts, firstDraftOfAgent: flagCodes.includes('first-draft-of-agent') });

/** The flags that a pending draft raises now, against the live resource. */
export async function standingFlags(
  tx: TenantTx,
  draft: StoredDraft,
  live: LiveSpec | null,
): Promise<readonly Flag[]> {
  const kind = kindOf(draft.type);
  const reader = readerOf(draft.type);
  if (kind === null || !reader) return [];
  const proposed = draft.operation === 'delete' || !isObject(draft.proposedSpec) ? null : draft.proposedSpec;
  return kind.flags(live?.spec ?? null, proposed, flagContextOf(draft, await reader.knownHosts(tx)));
}
