import { type Refusal, type RefusalCode, refuse, withCause } from '../../refusal';
import { type ApplyCheck, runCheck } from './check';
import { humanOnly, isPending, notExpired, sameTenant } from './checks';
import { proposedByAnother } from './proposed-by-another';
import type { ApplyQuestion } from './question';
import { applicableType, knownProvider, noSecretMaterial, validTarget, wellFormed } from './spec-checks';
import { sameBase, sameDigest, sameLockVersion, specAsDigested } from './what-was-seen';

type Step = (question: ApplyQuestion) => Refusal | null;

/** In this order; the first that refuses is the answer. The last of the nine are told together. */
const steps: readonly Step[] = [
  check(humanOnly),
  check(sameTenant),
  check(isPending),
  check(notExpired),
  sameDigest,
  sameLockVersion,
  sameBase,
  check(applicableType),
  check(wellFormed),
  check(knownProvider, validTarget, noSecretMaterial),
  specAsDigested,
  proposedByAnother,
];

/**
 * Whether a draft may be applied: null, or the refusal of what stands against it. Asked in the apply transaction, and
 * for the review page with what the page shows as what was seen. Any exception is a refusal: nothing passes because it
 * broke.
 */
export function verifyApply(question: ApplyQuestion): Refusal | null {
  try {
    for (const step of steps) {
      const refusal = step(question);
      if (refusal) return refusal;
    }
    return null;
  } catch (cause) {
    const { refusal } = refuse(
      'APPLY_VALIDATION_ERROR',
      'A check could not be completed, so the answer is no.',
    );
    return withCause(refusal, cause);
  }
}

/** Some of the nine as one step: of several, all that fail are told together. */
function check(...checks: readonly ApplyCheck[]): Step {
  return (question) => {
    const failed = checks.map((each) => runCheck(each, question)).filter((outcome) => !outcome.pass);
    const [first] = failed;
    if (!first) return null;
    const codes: RefusalCode[] = failed.map(({ code }) => code);
    const issues = failed.flatMap((outcome) => outcome.issues ?? []);
    const { refusal } = refuse(first.code, failed.map(({ detail }) => detail).join(' '), {
      codes,
      ...(issues.length > 0 && { issues }),
    });
    const broken = failed.find((outcome) => 'cause' in outcome);
    return broken ? withCause(refusal, broken.cause) : refusal;
  };
}
