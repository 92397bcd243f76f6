import type { z } from 'zod';
import { ruleIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { isObject } from '@/lib/domain/json/read-value';
import { newRuleSchema } from '@/lib/domain/policy/parse-rule';
import { accept } from '@/lib/domain/refusal';
import {
  policyChangeSchema,
  policyWireSchema,
  triedPolicySchema,
  tryPolicySchema,
} from '@/lib/domain/wire/policy-wire';
import { addRule, type PolicyChanged } from '@/lib/use-cases/policy/add-rule';
import { listRules, type ShownPolicy } from '@/lib/use-cases/policy/list-rules';
import { noSuchRule, removeRule } from '@/lib/use-cases/policy/remove-rule';
import { tryPolicy } from '@/lib/use-cases/policy/try-policy';
import { placeExample } from '../examples';
import { type Operation, personOf } from '../operation';

const path = '/api/v1/policy/rules';

const ruleExample: z.input<typeof newRuleSchema> = {
  priority: 100,
  effect: 'deny',
  match: { safety_class: ['write'], environment: ['prod'], time: { from: '16:00', to: '06:00' } },
  reason: 'No changes of production overnight',
};
const ruleId = 'rul_01KAJ3V7Q8M2N4P6R8T0V2X4ZE';
const changeExample = { rule_id: ruleId, version: 4, evidence: placeExample };

const toPolicy = ({ version, rules }: ShownPolicy): z.infer<typeof policyWireSchema> => ({
  version,
  items: rules.map(({ createdBy, createdAt, match, ...rule }) => ({
    ...rule,
    match: isObject(match) ? match : {},
    created_by: createdBy,
    created_at: createdAt.toISOString(),
  })),
});

const toChange = ({ ruleId: id, version, evidence }: PolicyChanged): z.infer<typeof policyChangeSchema> => ({
  rule_id: id,
  version,
  evidence: { id: evidence.id, merkle_position: evidence.merklePosition },
});

export const listPolicyRules: Operation = {
  name: 'listPolicyRules',
  method: 'GET',
  path,
  summary: 'List the rules that the calls of this tenant’s agents pass, in the order of their priority',
  answer: {
    status: 200,
    description: 'Every rule that holds',
    schema: policyWireSchema,
    example: {
      version: 4,
      items: [
        {
          id: ruleId,
          ...ruleExample,
          version: 4,
          created_by: { id: 'usr_01KAJ3V7Q8M2N4P6R8T0V2X4ZF', name: 'Olga Operator' },
          created_at: '2026-11-21T09:30:00.000Z',
        },
      ],
    },
  },
  refusals: [],
  run: async (call) => {
    const person = personOf(call);
    return person.ok ? accept({ body: toPolicy(await listRules(person.value)) }) : person;
  },
};

export const addPolicyRule: Operation = {
  name: 'addPolicyRule',
  method: 'POST',
  path,
  summary: 'Add a rule. It narrows what agents may do from their next call on; no rule grants anything',
  body: newRuleSchema,
  bodyExample: ruleExample,
  answer: { status: 201, description: 'It holds', schema: policyChangeSchema, example: changeExample },
  refusals: [
    'MCP_GRANT_FORBIDDEN',
    'ROLE_REQUIRED',
    'IDEMPOTENCY_CONFLICT',
    'VALIDATION_FAILED',
    'OUTCOME_UNKNOWN',
  ],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const added = await addRule(person.value, { input: call.input, idempotencyKey: call.idempotencyKey });
    return added.ok ? accept({ body: toChange(added.value), replayed: added.value.replayed }) : added;
  },
};

export const removePolicyRule: Operation = {
  name: 'removePolicyRule',
  method: 'DELETE',
  path: `${path}/[id]`,
  summary: 'Remove a rule. It stays on record and holds for no call from then on',
  answer: {
    status: 200,
    description: 'It holds no more',
    schema: policyChangeSchema,
    example: changeExample,
  },
  refusals: ['RULE_NOT_FOUND', 'ROLE_REQUIRED', 'IDEMPOTENCY_CONFLICT', 'OUTCOME_UNKNOWN'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const id = ruleIdSchema.safeParse(call.params['id']);
    if (!id.success) return noSuchRule();
    const removed = await removeRule(person.value, { ruleId: id.data, idempotencyKey: call.idempotencyKey });
    return removed.ok ? accept({ body: toChange(removed.value), replayed: removed.value.replayed }) : removed;
  },
};

export const tryPolicyDecision: Operation = {
  name: 'tryPolicyDecision',
  method: 'POST',
  path: '/api/v1/policy/decide',
  summary: 'Say what would be decided now if a key called a tool. Nothing is called and nothing is recorded',
  body: tryPolicySchema,
  bodyExample: {
    key_id: 'key_01KAJ3V7Q8M2N4P6R8T0V2X4Z8',
    tool: 'draft_create_endpoint',
    arguments: { spec: { environment: 'prod' } },
  },
  answer: {
    status: 200,
    description: 'The decision and the rule that makes it',
    schema: triedPolicySchema,
    example: {
      effect: 'deny',
      rule_id: ruleId,
      reason: ruleExample.reason,
      code: 'POLICY_DENIED',
      refused: null,
      shown: true,
      risk_tier: 'high',
    },
  },
  refusals: [
    'RESOURCE_NOT_FOUND',
    'ROLE_REQUIRED',
    'VALIDATION_FAILED',
    'KEY_REVOKED',
    'KEY_EXPIRED',
    'KEY_SUSPENDED',
  ],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const parsed = tryPolicySchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const { key_id: keyId, tool, arguments: args = {}, client = null, run_id: runId = null } = parsed.data;
    const tried = await tryPolicy(person.value, { keyId, tool, args, client, runId });
    if (!tried.ok) return tried;
    const { verdict, beside, shown, tier } = tried.value;
    const { effect, ruleId: rule_id, reason, code } = verdict;
    const refused = beside && { code: beside.code, message: beside.message };
    return accept({ body: { effect, rule_id, reason, code, refused, shown, risk_tier: tier } });
  },
};
