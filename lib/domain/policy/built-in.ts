import type { Question } from './question';
import type { RuleId } from './rule-id';
import { classesOf } from './tool-classes';
import type { Verdict } from './verdict';

type Denial = { ruleId: RuleId; code: Verdict['code']; reason: string };

/** Why the key itself does not open this tool, or null. These come before every rule of a tenant. */
export function builtInDenial(question: Question): Verdict | null {
  const denial = scopeMissing(question) ?? toolLeftOut(question) ?? outOfReach(question);
  return denial && { effect: 'deny', ...denial };
}

function scopeMissing({ tool, agent }: Question): Denial | null {
  const { scope } = classesOf(tool);
  if (agent.scopes.includes(scope)) return null;
  if (agent.withheld?.includes(scope)) {
    const reason = `The person who owns this key is now ${agent.ownerRole}, and that role does not carry ${scope}.`;
    return { ruleId: 'owner:role', code: 'INSUFFICIENT_SCOPE', reason };
  }
  return { ruleId: `scope:${scope}`, code: 'INSUFFICIENT_SCOPE', reason: `This key does not hold ${scope}.` };
}

function toolLeftOut({ tool, agent: { grant } }: Question): Denial | null {
  if (grant.allowedTools === null || grant.allowedTools.includes(tool)) return null;
  return { ruleId: 'key:tools', code: 'TOOL_NOT_ALLOWED', reason: 'This key is not allowed this tool.' };
}

function outOfReach({ tool, agent: { grant } }: Question): Denial | null {
  const { dataClass } = classesOf(tool);
  if (grant.dataClasses.includes(dataClass)) return null;
  const reason = `This key does not reach data of the class ${dataClass}.`;
  return { ruleId: `data:${dataClass}`, code: 'POLICY_DENIED', reason };
}
