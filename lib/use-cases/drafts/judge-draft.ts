import type { StoredDraft } from '@/db/queries/draft-row';
import { countDeciders } from '@/db/queries/people';
import { readerOf } from '@/db/queries/resources/resource-read';
import type { LiveSpec } from '@/db/queries/resources/resource-reader';
import type { TenantTx } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import type { ApplyQuestion } from '@/lib/domain/draft/apply/question';
import { verifyApply } from '@/lib/domain/draft/apply/verify-apply';
import { type Appraisal, appraise } from '@/lib/domain/draft/appraise';
import type { FlagContext } from '@/lib/domain/draft/risk';
import { carriedFlags, saidOf } from '@/lib/domain/draft/said-of';
import { specAfter } from '@/lib/domain/draft/spec-after';
import type { MovedField, Refusal } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';
import { movedFields } from './moved-fields';

type Question = {
  actor: Agent | Human;
  draft: StoredDraft;
  at: Date;
  /** What the person was shown. */
  seen: ApplyQuestion['seen'];
  /** As the caller read it: locked by whoever applies, and by nobody else. */
  live: LiveSpec | null;
  /** What the caller has read of the tenant already. */
  known?: { deciders: number; hosts: FlagContext['knownHosts'] };
};

type Standing = Pick<Appraisal, 'changes' | 'flags' | 'riskTier'>;
export type Judgement = Standing & { refusal: Refusal | null; moved: readonly MovedField[] };

/**
 * Whether a draft may be applied now, what moved under it, and the risk that stands: the one answer to whoever applies it,
 * confirms it for a terminal or reads it. Of a refused draft the hosts are not read for the sake of its risk.
 */
export async function judgeDraft(tx: TenantTx, question: Question): Promise<Judgement> {
  const { actor, draft, at, seen, live, known } = question;
  const moved = await movedFields(tx, draft, live);
  const deciders = known?.deciders ?? (await countDeciders(tx));
  const refusal = verifyApply({ actor, draft, now: at, seen, live, moved, deciders });
  const hosts = known?.hosts ?? (refusal ? null : await readerOf(draft.type)?.knownHosts(tx));
  return { refusal, moved, ...(hosts ? standing(draft, live, hosts) : unknownRisk) };
}

/** Of what cannot be judged: as much care as there is. */
const unknownRisk: Standing = { changes: { changed: [], unchanged: [] }, flags: [], riskTier: 'high' };

/** What a pending draft changes and raises now, against the live resource and with the hosts as they are. */
function standing(draft: StoredDraft, live: LiveSpec | null, hosts: FlagContext['knownHosts']): Standing {
  const kind = kindOf(draft.type);
  if (kind === null) return unknownRisk;
  const specs = { before: live?.spec ?? null, after: specAfter(draft) };
  const firstDraftOfAgent = draft.flagCodes.includes('first-draft-of-agent');
  const texts = { said: saidOf(draft), carried: carriedFlags(draft) };
  return appraise(kind, draft.operation, specs, { knownHosts: hosts, firstDraftOfAgent, ...texts });
}
