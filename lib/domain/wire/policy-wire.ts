import { z } from 'zod';
import { callTiers } from '../policy/risk-tier';
import { effects, ruleFields } from '../policy/rule';
import { toolNames } from '../policy/tool-classes';
import { refusalCodes } from './refusal-wire';
import { timestamp } from './wire-values';

const ruleWireSchema = z.object({
  id: z.string(),
  priority: ruleFields.priority,
  effect: ruleFields.effect,
  match: z.record(z.string(), z.unknown()).describe('Which calls it is about'),
  reason: z.string(),
  version: z.int().describe('The version of the policy that it was added with'),
  created_by: z.object({ id: z.string(), name: z.string().nullable() }),
  created_at: timestamp,
});

export const policyWireSchema = z.object({
  version: z.int().describe('How often the policy was changed'),
  items: z.array(ruleWireSchema),
});

export const policyChangeSchema = z.object({
  rule_id: z.string(),
  version: z.int(),
  evidence: z.object({ id: z.string(), merkle_position: z.int() }),
});

/** What a dry run asks: a call of a tool by a key, now. */
export const tryPolicySchema = z.strictObject({
  key_id: z.string().min(1).max(100),
  tool: z.enum(toolNames),
  arguments: z.record(z.string(), z.unknown()).optional(),
  client: z.string().min(1).max(200).optional(),
  run_id: z.string().min(1).max(200).optional(),
});

export const triedPolicySchema = z.object({
  effect: z.enum(effects),
  rule_id: z.string(),
  reason: z.string(),
  code: refusalCodes.nullable().describe('What the agent would be refused with'),
  refused: z
    .object({ code: refusalCodes, message: z.string() })
    .nullable()
    .describe(
      'What refuses the call though the policy allows it: a stop, a paused key, or what the key is for',
    ),
  shown: z.boolean().describe('Whether the key is shown the tool'),
  risk_tier: z.enum(callTiers),
});
