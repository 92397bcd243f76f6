import { type CheckedProposalWire, toAppraised, toRefused } from '@/lib/domain/wire/checked-proposal-wire';
import { toMayDecide } from '@/lib/domain/wire/may-decide-wire';
import type { CheckedProposal } from '@/lib/use-cases/drafts/check-draft';

/** A tried proposal as it is answered, to a program and to the form alike. */
export const checkedBody = ({
  refusal,
  checks,
  proposedSpecDigest,
  appraisal,
  warnings,
  mayDecide,
}: CheckedProposal): CheckedProposalWire => ({
  acceptable: refusal === null,
  refusal: toRefused(refusal),
  checks: checks.map((check) => ({ ...check })),
  proposed_spec_digest: proposedSpecDigest,
  ...toAppraised(appraisal),
  warnings: [...warnings],
  may_decide: toMayDecide(mayDecide),
});
