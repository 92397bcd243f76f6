'use server';

import type { AddRuleInput, RemoveRuleInput, TryInput } from '@/components/policy/policy-types';
import { humanForAction } from '@/lib/auth/action-guard';
import type { Result } from '@/lib/domain/refusal';
import { addRule, type PolicyChanged } from '@/lib/use-cases/policy/add-rule';
import { removeRule } from '@/lib/use-cases/policy/remove-rule';
import { type Tried, tryPolicy } from '@/lib/use-cases/policy/try-policy';
import { parseAdd, parseRemove, parseTry } from './action-input';

/** UNTRUSTED INPUT: the arguments are whatever was posted. */
export async function addRuleAction(posted: AddRuleInput): Promise<Result<PolicyChanged>> {
  const input = parseAdd(posted);
  if (!input.ok) return input;
  const { personId, rule, idempotencyKey } = input.value;
  const human = await humanForAction(personId);
  return human.ok ? addRule(human.value, { input: rule, idempotencyKey }) : human;
}

export async function removeRuleAction(posted: RemoveRuleInput): Promise<Result<PolicyChanged>> {
  const input = parseRemove(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? removeRule(human.value, input.value) : human;
}

export async function tryPolicyAction(posted: TryInput): Promise<Result<Tried>> {
  const input = parseTry(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  if (!human.ok) return human;
  const { key_id: keyId, tool, arguments: args = {} } = input.value.asked;
  return tryPolicy(human.value, { keyId, tool, args, client: null, runId: null });
}
