import { z } from 'zod';
import type { Correlation, CorrelationStep } from '../calls/correlation';
import { draftStatuses, operations } from '../draft/draft';
import { evidenceEvents } from '../evidence/leaf';
import { callRecordSchema, toCallRecord } from './call-record-wire';
import { timestamp } from './wire-values';

const step = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), at: timestamp, call: callRecordSchema }),
  z.object({
    kind: z.literal('draft'),
    at: timestamp,
    draft: z.object({
      id: z.string(),
      operation: z.enum(operations),
      status: z.enum(draftStatuses),
      resource_name: z.string(),
      created_by: z.string(),
      decided_by: z.string().nullable(),
      run_id: z.string().nullable(),
    }),
  }),
  z.object({
    kind: z.literal('evidence'),
    at: timestamp,
    evidence: z.object({
      id: z.string(),
      event: z.enum(evidenceEvents),
      draft_id: z.string(),
      merkle_position: z.int(),
    }),
  }),
  z.object({
    kind: z.literal('change'),
    at: timestamp,
    change: z.object({
      id: z.string(),
      type: z.string().describe('The name of its evidence, or of an event that leaves none'),
      actor: z.object({
        kind: z.enum(['human', 'agent', 'system']),
        id: z.string(),
        name: z.string().nullable(),
      }),
      channel: z.enum(['ui', 'api', 'mcp', 'system']),
      subject: z.string(),
      reason: z.string().nullable(),
    }),
  }),
]);

/** One request from its call to the applied change, in order. */
export const correlationSchema = z.object({ correlation_id: z.string(), steps: z.array(step) });
type StepWire = z.infer<typeof step>;

function toStep(of: CorrelationStep): StepWire {
  const at = of.at.toISOString();
  switch (of.kind) {
    case 'call':
      return { kind: 'call', at, call: toCallRecord(of.call) };
    case 'draft': {
      const { id, operation, status, resource_name, created_by_name, decided_by_name, run_id } = of.draft;
      const who = { created_by: created_by_name, decided_by: decided_by_name };
      return { kind: 'draft', at, draft: { id, operation, status, resource_name, run_id, ...who } };
    }
    case 'evidence': {
      const { id, event, subject, idx } = of.leaf;
      return { kind: 'evidence', at, evidence: { id, event, draft_id: subject, merkle_position: idx } };
    }
    case 'change': {
      const { id, type, actor_kind, actor_id, actor_name, channel, subject, reason } = of.change;
      const actor = { kind: actor_kind, id: actor_id, name: actor_name };
      return { kind: 'change', at, change: { id, type, actor, channel, subject, reason } };
    }
  }
}

export const toCorrelation = ({ correlationId, steps }: Correlation): z.infer<typeof correlationSchema> => ({
  correlation_id: correlationId,
  steps: steps.map(toStep),
});
