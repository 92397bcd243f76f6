import type { Question } from './question';
import { classesOf } from './tool-classes';
import type { Verdict } from './verdict';

type Denial = { ruleId: string; code: Verdict['code']; reason: string };

/** Why the key itself does not open this tool, or null. These come before every rule of a tenant. */
export function builtInDenial(question: Question): Verdict | null {
  const denial =
    scopeMissing(question) ?? toolLeftOut(question) ?? roleTooLow(question) ?? outOfReach(question);
  return denial && { effect: 'deny', ...denial };
}

function scopeMissing({ tool, agent }: Question): Denial | null {
  const { scope } = classesOf(tool);
  if (agent.scopes.includes(scope)) return null;
  return { ruleId: `scope:${scope}`, code: 'INSUFFICIENT_SCOPE', reason: `This key does not hold ${scope}.` };
}

function toolLeftOut({ tool, agent: { grant } }: Question): Denial | null {
  if (grant.allowedTools === null || grant.allowedTools.includes(tool)) return null;
  return { ruleId: 'key:tools', code: 'TOOL_NOT_ALLOWED', reason: 'This key is not allowed this tool.' };
}

/** A viewer proposes nothing, and neither does a viewer's agent. */
function roleTooLow({ tool, agent }: Question): Denial | null {
  if (agent.ownerRole !== 'viewer' || classesOf(tool).safetyClass === 'read') return null;
  const reason = 'The owner of this key is a viewer now, and a viewer proposes nothing.';
  return { ruleId: 'owner:role', code: 'INSUFFICIENT_SCOPE', reason };
}

function outOfReach({ tool, agent: { grant } }: Question): Denial | null {
  const { dataClass } = classesOf(tool);
  if (grant.dataClasses.includes(dataClass)) return null;
  const reason = `This key does not reach data of the class ${dataClass}.`;
  return { ruleId: `data:${dataClass}`, code: 'POLICY_DENIED', reason };
}
