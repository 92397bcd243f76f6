import { exitOf } from './exit-codes';
import { CliFailure } from './failure';
import type { Detail } from './wire';

type Known = Pick<Detail, 'base' | 'live' | 'checks' | 'created_by' | 'may_decide'>;
type Reason = { code: string; message: string; hint?: string };

/** Ends with what the server would answer, before anything is asked of a person. It decides everything again. */
export function refuseWhatCannotBeApplied(draft: Known, userId: string): void {
  const reason = movedBase(draft) ?? failedCheck(draft) ?? ownProposal(draft, userId);
  if (reason === null) return;
  const { code, message, hint } = reason;
  throw new CliFailure(exitOf(code, 409), message, { code, ...(hint !== undefined && { hint }) });
}

function movedBase({ base, live }: Known): Reason | null {
  const same =
    base.state === 'absent'
      ? live === null
      : live !== null && live.version === base.version && live.digest === base.digest;
  if (same) return null;
  const madeFor = base.state === 'absent' ? 'to create it' : `against version ${base.version}`;
  const now = live === null ? 'Nothing of this name is live now' : `Version ${live.version} is live now`;
  return {
    code: 'BASE_CHANGED',
    message: `${now}. This draft was made ${madeFor}.`,
    hint: 'Discard it, and propose on what is live now.',
  };
}

function failedCheck({ checks }: Known): Reason | null {
  const failed = checks.find(({ status }) => status === 'fail');
  return failed === undefined
    ? null
    : { code: failed.code ?? 'APPLY_VALIDATION_ERROR', message: failed.detail };
}

function ownProposal({ created_by: by, may_decide: who }: Known, userId: string): Reason | null {
  if (by.kind !== 'human' || by.id !== userId || !who || who.author_alone) return null;
  return {
    code: 'PROPOSER_CANNOT_APPLY',
    message: 'You proposed this draft. Someone else must apply it.',
    hint: who.words,
  };
}
