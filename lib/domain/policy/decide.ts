import { withCause } from '../refusal';
import { builtInDenial } from './built-in';
import { isForSure, matches } from './matches';
import type { Question } from './question';
import type { Effect, PolicyRule } from './rule';
import { classesOf } from './tool-classes';
import type { Verdict } from './verdict';

/** The strictest first: what any rule denies no other allows, whatever the priorities. */
const strictness = ['deny', 'require_approval', 'allow'] as const satisfies readonly Effect[];

const codes = {
  deny: 'POLICY_DENIED',
  require_approval: 'APPROVAL_REQUIRED',
  allow: null,
} as const satisfies Record<Effect, Verdict['code']>;

/**
 * Whether this key may make this call: a pure function, the same for the same question. What the key does not hold is
 * denied before any rule of the tenant is read, so that no rule grants anything: a tenant's rule only narrows, and one
 * that allows only names itself. What cannot be decided is denied.
 */
export function decide(question: Question, rules: readonly PolicyRule[]): Verdict {
  try {
    const denied = builtInDenial(question);
    if (denied) return denied;
    const found = strictest(rules.filter((rule) => matches(rule, question)));
    return found ?? allowedByScope(question);
  } catch (fault) {
    return undecidedFor(fault);
  }
}

/** Why this key can never call this tool, whatever it sends: such a tool is not shown to it. Null when it may. */
export function deniedForSure(question: Question, rules: readonly PolicyRule[]): Verdict | null {
  const certain = rules.filter(({ effect, match }) => effect === 'deny' && isForSure(match));
  const verdict = decide(question, certain);
  return verdict.effect === 'deny' ? verdict : null;
}

/** The answer where deciding itself broke. */
export const undecidable: Verdict = {
  effect: 'deny',
  ruleId: 'policy:undecidable',
  reason: 'Whether this is allowed cannot be decided, so it is not.',
  code: 'POLICY_DENIED',
};

/** The same, with what broke. */
export const undecidedFor = (fault: unknown): Verdict => withCause({ ...undecidable }, fault);

function strictest(found: readonly PolicyRule[]): Verdict | null {
  for (const effect of strictness) {
    const [rule] = found.filter((one) => one.effect === effect).toSorted(inOrder);
    if (rule) return { effect, ruleId: rule.id, reason: rule.reason, code: codes[effect] };
  }
  return null;
}

const inOrder = (one: PolicyRule, other: PolicyRule): number =>
  one.priority - other.priority || (one.id < other.id ? -1 : 1);

function allowedByScope({ tool }: Question): Verdict {
  const { scope } = classesOf(tool);
  return { effect: 'allow', ruleId: `scope:${scope}`, reason: `The key holds ${scope}.`, code: null };
}
