import { type Refusal, refuse, withCause } from '../refusal';
import { visible } from '../text/visible';
import type { Verdict } from './verdict';

/** How a verdict is told to whoever is not let in; null to who is. A rule's reason is a person's words. */
export function refusalOf(verdict: Verdict): Refusal | null {
  const refusal = told(verdict);
  return refusal !== null && 'cause' in verdict ? withCause(refusal, verdict.cause) : refusal;
}

function told({ code, ruleId, reason }: Verdict): Refusal | null {
  switch (code) {
    case null:
      return null;
    case 'INSUFFICIENT_SCOPE':
    case 'TOOL_NOT_ALLOWED':
      return refuse(code, reason).refusal;
    case 'POLICY_DENIED':
      return refuse(code, `The policy denies this (${ruleId}): ${visible(reason)}`, {
        hint: 'Do without it, or ask the key’s owner; an operator changes the policy.',
      }).refusal;
    case 'APPROVAL_REQUIRED':
      return refuse(code, `A person must approve this first (${ruleId}): ${visible(reason)}`, {
        hint: 'Ask the key’s owner: a person does it, or an operator changes the rule.',
      }).refusal;
  }
}
