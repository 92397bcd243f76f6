import { z } from 'zod';
import { callDecisions, callOutcomes } from '../calls/recorded-call';
import { draftStatuses, operations } from '../draft/draft';
import { riskTiers } from '../draft/risk';
import { evidenceEvents } from '../evidence/leaf';
import { dataClasses } from '../policy/data-class';
import { environments } from '../resource/resource-kind';
import { timestamp } from '../wire/wire-values';

/** Nobody but the agent says so. `declared` is false where it said nothing. */
const agentReported = { agent_reported: z.literal(true), declared: z.boolean() };
const reportedList = z.object({ ...agentReported, items: z.array(z.string()) });
export type ReportedList = z.infer<typeof reportedList>;

const count = z.int().nullable();

const person = z.object({ id: z.string(), name: z.string().nullable() });

const granted = z.object({
  from: timestamp,
  methods: z.array(z.string()).describe('The tools that the key opened'),
  data_classes: z.array(z.enum(dataClasses)),
});

const agent = z.object({
  key_id: z.string(),
  name: z.string().describe('The agent’s name as its key was issued'),
  first_at: timestamp.describe('When it first used the id of the run'),
  last_at: timestamp,
  calls: z.int(),
  denied: z.int(),
  owner: person,
  purpose: z.string(),
  environment: z.enum(environments),
  key_status: z.enum(['active', 'suspended', 'revoked']),
  key_revision: z.int(),
  hosts: z.array(z.string()).describe('Client and version, as the host says of itself'),
  models: z.array(z.string()).describe('As the host says'),
  grants: z
    .array(granted)
    .nullable()
    .describe(
      'What its key granted while it took part, from the record of its changes; null: the record does not reach back to then',
    ),
});

const allowed = z.object({
  files: reportedList,
  packages: reportedList,
  servers: z.array(z.string()),
  methods: z.array(z.string()),
  data_classes: z.array(z.enum(dataClasses)),
  grant: z
    .enum(['throughout', 'changed', 'unknown'])
    .describe(
      'Of methods and data classes, which are those in force during the run. throughout: no grant changed in it; changed: one did, and this is all that any of them granted; unknown: the record of some key does not reach back, and what that one granted is left out',
    ),
});

const call = z.object({
  id: z.string(),
  at: timestamp,
  method: z.string(),
  tool: z.string().nullable(),
  reason: z.string().nullable().describe('In the words of the agent'),
  decision: z.enum(callDecisions),
  rule: z.string().nullable(),
  approval: z.string(),
  outcome: z.enum(callOutcomes),
  error_code: z.string().nullable(),
  key_id: z.string(),
  correlation_id: z.string(),
  args: z.string().nullable().describe('The beginning of the arguments as recorded, as JSON'),
  result: z
    .object({ class: z.string().nullable(), bytes: z.int(), digest: z.string().nullable() })
    .nullable(),
  untrusted_content: z.boolean(),
  triggered_by_call_id: z.string().nullable(),
  server: z.string(),
  server_version: z.string(),
  draft_id: z.string().nullable(),
});
export type PacketCall = z.infer<typeof call>;

const pressure = z.object({
  call_id: z.string(),
  key_id: z.string().describe('Who asked: a run is a word, and any key may say it'),
  at: timestamp,
  tool: z.string().nullable(),
  code: z.string().nullable(),
  needs: z.string().describe('What it would have taken, in words'),
  scope: z.string().nullable().describe('The scope that the key did not hold, where one is all it takes'),
  correlation_id: z.string(),
});

const evidence = z.object({ id: z.string(), event: z.enum(evidenceEvents), merkle_position: z.int() });

const draft = z.object({
  id: z.string(),
  operation: z.enum(operations),
  status: z.enum(draftStatuses),
  resource: z.object({ name: z.string(), id: z.string().nullable(), version: z.int().nullable() }),
  environment: z.enum(environments),
  risk_tier: z.enum(riskTiers),
  summary: z.string(),
  created_at: timestamp,
  created_by: z.string(),
  correlation_id: z.string(),
  evidence: z.array(evidence),
});

const rollback = z.object({
  state: z
    .enum(['nothing_applied', 'open', 'done'])
    .describe('open: something that was applied is still live'),
  steps: z.array(
    z.object({
      draft_id: z.string(),
      resource: z.string(),
      state: z.enum(['can_revert', 'moved_on', 'revert_waits', 'reverted']),
      revert_draft_id: z.string().nullable(),
      words: z.string(),
    }),
  ),
  containment: z.array(z.object({ key_id: z.string(), key_status: z.string(), words: z.string() })),
});

const approval = z.object({
  who: person,
  when: timestamp,
  what: z.string(),
  decision: z.enum(['applied', 'discarded']),
  draft_id: z.string(),
  evidence_id: z.string().nullable(),
});

const counts = z.object({
  total: z.int(),
  shown: z.int().describe('How many of them tool_calls holds: the first'),
  allow: z.int(),
  deny: z.int(),
  require_approval: z.int(),
  ok: z.int(),
  denied: z.int(),
  error: z.int(),
  timeout: z.int(),
});

/** One run as a person reviews it afterwards. What only the agent says is marked so. */
export const packetSchema = z.object({
  run_id: z.string(),
  made_at: timestamp,
  first_call_at: timestamp.nullable(),
  last_call_at: timestamp.nullable(),
  task: z.object({
    refs: z.array(z.string()),
    reasons: z.array(z.string()).describe('Why, in the words of each draft'),
  }),
  agents: z
    .array(agent)
    .describe('Every key that said this run id was its own, the first to do so first: it began the run'),
  allowed,
  commands_run: reportedList,
  files_changed: reportedList,
  tests: z.object({ ...agentReported, passed: count, failed: count, skipped: count }),
  calls: counts,
  tool_calls: z.array(call),
  boundary_pressure: z.array(pressure),
  drafts: z.array(draft),
  rollback,
  approvals: z.array(approval).describe('What people decided'),
});
export type Packet = z.infer<typeof packetSchema>;
