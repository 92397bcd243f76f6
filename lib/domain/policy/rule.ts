import { z } from 'zod';
import { roles } from '../actor';
import { environments } from '../resource/resource-kind';
import { dataClasses } from './data-class';
import { callTiers } from './risk-tier';
import type { TenantRuleId } from './rule-id';
import { safetyClasses } from './safety-class';
import { toolNames } from './tool-classes';

export const effects = ['allow', 'require_approval', 'deny'] as const;
export type Effect = (typeof effects)[number];

/** Any of a list; an empty one would match nothing. */
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(50);
const text = z.string().min(1).max(200);
const scalar = z.union([text, z.int(), z.boolean()]);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Must be a time of day, HH:MM.');
const field = z
  .string()
  .max(200)
  .regex(/^[A-Za-z_][\w-]*(\.[\w-]+){0,5}$/, 'Must be the path of a field, such as spec.environment.');

const predicate = z.union([
  z.strictObject({ field, equals: scalar }),
  z.strictObject({ field, in: some(scalar) }),
]);

/** Which calls a rule is about: all that is named must hold, and what is not named does not matter. */
export const matchSchema = z.strictObject({
  keys: some(text).optional().describe('Ids of agent keys'),
  tools: some(z.enum(toolNames)).optional(),
  safety_class: some(z.enum(safetyClasses)).optional(),
  risk_tier: some(z.enum(callTiers)).optional(),
  data_class: some(z.enum(dataClasses)).optional(),
  environment: some(z.enum(environments))
    .optional()
    .describe('Of the spec as sent, with its defaults, or of what is live; else that of the key'),
  owner_role: some(z.enum(roles)).optional().describe('The present role of the key’s owner'),
  labels: z.record(text, text).optional().describe('Labels of the spec'),
  client: some(text)
    .optional()
    .describe(
      'What the client says its name is: hearsay. One that says nothing is refused as if it were named',
    ),
  runs: some(text).optional().describe('What the agent says its run is: hearsay'),
  time: z.strictObject({ from: clock, to: clock }).optional().describe('UTC; from is in, to is out'),
  arguments: some(predicate).optional().describe('Fields of the arguments; a list matches by what it holds'),
});
export type Match = z.infer<typeof matchSchema>;

/** A rule as a person writes it. */
export const ruleFields = {
  priority: z.int().min(1).max(1000).describe('Among rules of one effect the lowest is named'),
  effect: z.enum(effects),
  match: matchSchema,
  reason: z.string().trim().min(3).max(500).describe('Why, in words that the refused agent is told'),
} as const;

/** A rule of a tenant, as it is stored: what it matches is read when it is needed. */
export type StoredRule = {
  id: TenantRuleId;
  priority: number;
  effect: Effect;
  match: unknown;
  reason: string;
};

/** A rule that holds. */
export type PolicyRule = Omit<StoredRule, 'match'> & { match: Match };

/** A stored rule is in no form that this version knows: what it means must not be guessed. */
export class RuleNotUnderstood extends Error {}

/** Throws `RuleNotUnderstood`. */
export function readRule({ id, priority, effect, match, reason }: StoredRule): PolicyRule {
  const parsed = matchSchema.safeParse(match);
  if (!parsed.success) throw new RuleNotUnderstood(`the policy rule ${id} is not understood`);
  return { id, priority, effect, match: parsed.data, reason };
}
