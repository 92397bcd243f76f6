import { z } from 'zod';
import { invalid } from '../invalid';
import { isObject, valueAt } from '../json/read-value';
import { accept, type Result, refuse } from '../refusal';
import { impossibleValue, unknownField } from './known-fields';
import { ruleFields } from './rule';

export const newRuleSchema = z.strictObject(ruleFields);
export type NewRule = z.infer<typeof newRuleSchema>;

/** Names under which somebody would write down what a rule is to grant. */
const granting = new Set(['permission', 'permissions', 'scope', 'scopes', 'grant', 'grants']);
const applying = /apply|approve|promote/i;

/**
 * UNTRUSTED INPUT: a rule as it was sent. One that names an apply is refused as what it is, and not only as a wrong
 * value: there is nothing that a rule could grant.
 */
export function parseRule(input: unknown): Result<NewRule> {
  if (grantsApply(input)) {
    return refuse('MCP_GRANT_FORBIDDEN', 'No rule can let an agent apply.', {
      hint: 'Leave it out: applying is a person’s, and a rule only narrows what a key may do.',
    });
  }
  const parsed = newRuleSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { match } = parsed.data;
  const refusal = unknownField(match) ?? impossibleValue(match);
  return refusal ? { ok: false, refusal } : accept(parsed.data);
}

function grantsApply(input: unknown): boolean {
  const match = valueAt(input, 'match');
  const tools = [valueAt(match, 'tools')].flat();
  const named: unknown[] = [...tools, ...granted(input), ...granted(match)];
  return named.some((name) => typeof name === 'string' && applying.test(name));
}

function granted(of: unknown): unknown[] {
  if (!isObject(of)) return [];
  return Object.entries(of)
    .filter(([name]) => granting.has(name))
    .flatMap(([, value]) => value);
}
