import { z } from 'zod';
import { invalid } from '@/lib/domain/invalid';
import { accept, type Result } from '@/lib/domain/refusal';
import { incidentSchema, toIncident } from '@/lib/domain/runs/incident';
import { type Packet, packetSchema } from '@/lib/domain/runs/packet';
import { packetMarkdown } from '@/lib/domain/runs/packet-markdown';
import { reportedSchema, runReportSchema } from '@/lib/domain/runs/report';
import { toPacket } from '@/lib/domain/runs/to-packet';
import { readRun } from '@/lib/use-cases/runs/read-run';
import { reportRun as report } from '@/lib/use-cases/runs/report-run';
import { accepts } from '../accepts';
import { actorOf, type Call, type Operation, personOf } from '../operation';
import { incidentExample, packetExample } from '../run-example';

async function packetOf(call: Call): Promise<Result<Packet>> {
  const person = personOf(call);
  if (!person.ok) return person;
  const record = await readRun(person.value, call.params['id'] ?? '');
  return record.ok ? accept(toPacket(record.value)) : record;
}

const runSchema = packetSchema.pick({
  run_id: true,
  first_call_at: true,
  last_call_at: true,
  task: true,
  agents: true,
  calls: true,
  tool_calls: true,
  drafts: true,
  approvals: true,
});

export const showRun: Operation = {
  name: 'showRun',
  method: 'GET',
  path: '/api/v1/runs/[id]',
  summary: 'Show one run of an agent: its calls, its drafts and what people decided',
  answer: {
    status: 200,
    description: 'The run',
    schema: runSchema,
    example: runSchema.parse(packetExample),
  },
  refusals: ['RECORD_NOT_FOUND'],
  run: async (call) => {
    const packet = await packetOf(call);
    return packet.ok ? accept({ body: runSchema.parse(packet.value) }) : packet;
  },
};

const formatSchema = z.strictObject({
  format: z.enum(['json', 'md']).optional().describe('md: Markdown, whatever Accept says'),
});

export const showPacket: Operation = {
  name: 'showPacket',
  method: 'GET',
  path: '/api/v1/runs/[id]/packet',
  summary: 'The review packet of one run, as JSON, or as Markdown by Accept or ?format=md',
  query: formatSchema,
  answer: {
    status: 200,
    description: 'The review packet',
    schema: packetSchema,
    example: packetExample,
    also: { mediaType: 'text/markdown', example: packetMarkdown(packetExample) },
  },
  refusals: ['RECORD_NOT_FOUND', 'VALIDATION_FAILED'],
  run: async (call) => {
    const asked = formatSchema.safeParse(call.input);
    if (!asked.success) return { ok: false, refusal: invalid(asked.error) };
    const packet = await packetOf(call);
    if (!packet.ok) return packet;
    if (!wantsMarkdown(asked.data.format, call)) return accept({ body: packet.value });
    const headers = { 'content-type': 'text/markdown; charset=utf-8' };
    return accept(new Response(packetMarkdown(packet.value), { headers }));
  },
};

/** The address outranks the header; of the header, JSON does where both are welcome. */
const wantsMarkdown = (format: 'json' | 'md' | undefined, { accept: header }: Call): boolean =>
  format === undefined ? !accepts(header, 'application/json') : format === 'md';

export const showIncident: Operation = {
  name: 'showIncident',
  method: 'GET',
  path: '/api/v1/runs/[id]/incident',
  summary: 'One run as the answers to the eleven questions that are asked after an incident',
  answer: { status: 200, description: 'The answers', schema: incidentSchema, example: incidentExample },
  refusals: ['RECORD_NOT_FOUND'],
  run: async (call) => {
    const packet = await packetOf(call);
    return packet.ok ? accept({ body: toIncident(packet.value) }) : packet;
  },
};

export const reportRun: Operation = {
  name: 'reportRun',
  tool: 'draft_create_endpoint',
  recordedAs: 'run_report',
  method: 'POST',
  path: '/api/v1/runs/[id]/report',
  summary:
    'Say, as the agent of a run, what was done elsewhere in it. Kept as agent-reported, and checked by nobody',
  body: runReportSchema,
  bodyExample: {
    files_changed: ['ledger/webhooks.yaml'],
    commands_run: ['npm test'],
    tests: { passed: 41, failed: 0, skipped: 2 },
  },
  answer: {
    status: 201,
    description: 'It is kept',
    schema: reportedSchema,
    example: { run_id: packetExample.run_id, revision: 1, redaction_count: 0 },
  },
  refusals: [
    'RECORD_NOT_FOUND',
    'VALIDATION_FAILED',
    'IDEMPOTENCY_CONFLICT',
    'MALFORMED_JSON',
    'PAYLOAD_TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  run: async (call) => {
    const actor = actorOf(call);
    if (actor.kind !== 'agent') throw new Error('the matrix admitted a person to an agent’s report');
    const { correlationId, idempotencyKey, input } = call;
    const runId = call.params['id'] ?? '';
    const reported = await report(actor, { runId, input, idempotencyKey, correlationId });
    if (!reported.ok) return reported;
    const { replayed, ...body } = reported.value;
    return accept({ body, replayed, runId });
  },
};
