import type { StoredDraft } from '@/db/queries/draft-row';
import { readerOf } from '@/db/queries/resources/resource-read';
import type { LiveSpec } from '@/db/queries/resources/resource-reader';
import type { TenantTx } from '@/db/tenant';
import { type Appraisal, appraise } from '@/lib/domain/draft/appraise';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import type { FlagContext } from '@/lib/domain/draft/risk';
import { isObject } from '@/lib/domain/json/read-value';
import { kindOf } from '@/lib/domain/resource/registry';

/** What flags of a stored draft may know: hosts as they are now, and whether it was its agent's first when proposed. */
export const flagContextOf = (
  { flagCodes }: Pick<DraftSummary, 'flagCodes'>,
  hosts: FlagContext['knownHosts'],
): FlagContext => ({ knownHosts: hosts, firstDraftOfAgent: flagCodes.includes('first-draft-of-agent') });

type StandingRisk = Pick<Appraisal, 'flags' | 'riskTier'>;

/** Of what cannot be judged: as much care as there is. */
export const unknownRisk: StandingRisk = { flags: [], riskTier: 'high' };

/** The flags that a pending draft raises now, against the live resource, and the tier that they come to. */
export async function standingRisk(
  tx: TenantTx,
  draft: StoredDraft,
  live: LiveSpec | null,
): Promise<StandingRisk> {
  const kind = kindOf(draft.type);
  const reader = readerOf(draft.type);
  if (kind === null || !reader) return unknownRisk;
  const after = draft.operation === 'delete' || !isObject(draft.proposedSpec) ? null : draft.proposedSpec;
  const specs = { before: live?.spec ?? null, after };
  return appraise(kind, draft.operation, specs, flagContextOf(draft, await reader.knownHosts(tx)));
}
