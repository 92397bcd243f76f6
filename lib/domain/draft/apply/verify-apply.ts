import type { Human } from '../../actor';
import { type MovedField, type Refusal, type RefusalCode, refuse } from '../../refusal';
import type { Base } from '../draft';
import { baseMoved, type LiveResource } from './base-moved';
import type { CheckResult } from './check-result';
import {
  type ApplyCheck,
  applicableType,
  applyChecks,
  type CheckContext,
  type CheckOutcome,
  humanOnly,
  isPending,
  knownProvider,
  noSecretMaterial,
  notExpired,
  runCheck,
  sameTenant,
  validTarget,
  wellFormed,
} from './checks';

export type ApplyQuestion = Omit<CheckContext, 'actor'> & {
  actor: Human;
  /** What the person was shown. */
  seen: { digest: string; lockVersion: number };
  draft: CheckContext['draft'] & { proposedSpecDigest: string; lockVersion: number; base: Base };
  live: LiveResource;
  /** Fields that differ between base and live, computed by the caller when they are not the same version. */
  moved: readonly MovedField[];
};

/**
 * Promise 2 and the nine checks: person, tenant, pending, expiry, digest and lock version, base, kind, spec, then
 * provider, target and secrets together. Null means that nothing stands against it.
 */
export function verifyApply(question: ApplyQuestion): Refusal | null {
  return (
    firstRefusal(question, [humanOnly, sameTenant, isPending, notExpired]) ??
    sameDigest(question) ??
    sameLockVersion(question) ??
    sameBase(question) ??
    firstRefusal(question, [applicableType, wellFormed]) ??
    asRefusal([knownProvider, validTarget, noSecretMaterial].map((check) => runCheck(check, question)))
  );
}

function firstRefusal(question: ApplyQuestion, checks: readonly ApplyCheck[]): Refusal | null {
  for (const check of checks) {
    const refusal = asRefusal([runCheck(check, question)]);
    if (refusal) return refusal;
  }
  return null;
}

/** The nine as they stand now, for the review page and dry runs. An agent's own run leaves check 1 to the person. */
export function dryRun(context: CheckContext): CheckResult[] {
  return applyChecks
    .map((check): CheckResult => {
      const { number, id, title } = check;
      if (number === 1 && context.actor.kind !== 'human') {
        return { number, id, title, status: 'not_run', detail: 'asked when a person applies', code: null };
      }
      const outcome = runCheck(check, context);
      return outcome.pass
        ? { number, id, title, status: 'pass', detail: outcome.detail, code: null }
        : { number, id, title, status: 'fail', detail: outcome.detail, code: outcome.code };
    })
    .toSorted((a, b) => a.number - b.number);
}

function asRefusal(outcomes: readonly CheckOutcome[]): Refusal | null {
  const failed = outcomes.filter((outcome) => !outcome.pass);
  const [first] = failed;
  if (!first) return null;
  const codes: RefusalCode[] = failed.map(({ code }) => code);
  const issues = failed.flatMap((outcome) => outcome.issues ?? []);
  return refuse(first.code, failed.map(({ detail }) => detail).join(' '), {
    codes,
    ...(issues.length > 0 && { issues }),
  }).refusal;
}

function sameDigest({ draft, seen }: ApplyQuestion): Refusal | null {
  if (draft.proposedSpecDigest === seen.digest) return null;
  return refuse('SPEC_DIGEST_MISMATCH', 'The digest you sent is not the digest of this draft.', {
    hint: 'Open the draft again and decide on what it shows now.',
  }).refusal;
}

function sameLockVersion({ draft, seen }: ApplyQuestion): Refusal | null {
  if (draft.lockVersion === seen.lockVersion) return null;
  return refuse('LOCK_VERSION_CONFLICT', 'This draft changed since you opened it.', {
    hint: 'Open the draft again and decide on what it shows now.',
  }).refusal;
}

function sameBase({ draft: { base }, live, moved }: ApplyQuestion): Refusal | null {
  return baseMoved(base, live) ? refuse('BASE_CHANGED', baseSentence(base, live), { moved }).refusal : null;
}

function baseSentence(base: Base, live: LiveResource): string {
  if (base.state === 'absent') return 'A resource of this name exists now. This draft was made to create it.';
  if (live === null) return `The live resource is gone. This draft was made against version ${base.version}.`;
  return `The live resource is at version ${live.version}. This draft was made against version ${base.version}.`;
}
