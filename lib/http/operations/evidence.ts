import { z } from 'zod';
import { evidenceIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { accept, refuse } from '@/lib/domain/refusal';
import { evidenceSchema, toEvidenceWire } from '@/lib/domain/wire/evidence-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { evidenceProofSchema, toEvidenceProof, toTlogProof } from '@/lib/domain/wire/proof-wire';
import { toPage } from '@/lib/door/page';
import { listEvidence as list, listEvidenceSchema } from '@/lib/use-cases/evidence/list-evidence';
import { showEvidence as show } from '@/lib/use-cases/evidence/show-evidence';
import { proveInclusion } from '@/lib/use-cases/log/prove-inclusion';
import { accepts } from '../accepts';
import { evidenceExample } from '../examples';
import { evidenceProofExample } from '../log-example';
import { actorOf, type Call, type Operation } from '../operation';

export const listEvidence: Operation = {
  name: 'listEvidence',
  tool: 'evidence_list',
  method: 'GET',
  path: '/api/v1/evidence',
  summary: 'List evidence, newest first',
  query: listEvidenceSchema,
  answer: {
    status: 200,
    description: 'One page of evidence',
    schema: pageOf(evidenceSchema),
    example: { items: [evidenceExample], next_cursor: null },
  },
  refusals: ['VALIDATION_FAILED'],
  run: async (call) => {
    const page = await list(actorOf(call), call.input);
    return page.ok ? accept({ body: toPage(page.value, toEvidenceWire) }) : page;
  },
};

export const showEvidence: Operation = {
  name: 'showEvidence',
  tool: 'evidence_get',
  method: 'GET',
  path: '/api/v1/evidence/[id]',
  summary: 'Show one piece of evidence with its exact bytes',
  answer: { status: 200, description: 'The evidence', schema: evidenceSchema, example: evidenceExample },
  refusals: ['EVIDENCE_NOT_FOUND'],
  run: async (call) => {
    const id = evidenceIdSchema.safeParse(call.params['id']).data;
    if (id === undefined) return refuse('EVIDENCE_NOT_FOUND', 'There is no such evidence.');
    const shown = await show(actorOf(call), id);
    return shown.ok ? accept({ body: toEvidenceWire(shown.value) }) : shown;
  },
};

const formatSchema = z.strictObject({
  format: z
    .enum(['json', 'tlog-proof'])
    .optional()
    .describe('tlog-proof: the file alone, whatever Accept says'),
});

export const proveEvidence: Operation = {
  name: 'proveEvidence',
  tool: 'evidence_get',
  method: 'GET',
  path: '/api/v1/evidence/[id]/proof',
  summary: 'Prove one piece of evidence: as JSON, or as a .tlog-proof file by Accept or ?format=tlog-proof',
  query: formatSchema,
  answer: {
    status: 200,
    description: 'The evidence, and its inclusion proof in the newest signed head of the log',
    schema: evidenceProofSchema,
    example: evidenceProofExample,
    also: { mediaType: 'text/plain', example: evidenceProofExample.tlog_proof },
  },
  refusals: ['EVIDENCE_NOT_FOUND', 'VALIDATION_FAILED', 'LOG_NOT_SIGNABLE', 'SIGNING_FAILED', 'LOG_BROKEN'],
  run: async (call) => {
    const asked = formatSchema.safeParse(call.input);
    if (!asked.success) return { ok: false, refusal: invalid(asked.error) };
    const id = evidenceIdSchema.safeParse(call.params['id']).data;
    if (id === undefined) return refuse('EVIDENCE_NOT_FOUND', 'There is no such evidence.');
    const proved = await proveInclusion(actorOf(call), id);
    if (!proved.ok) return proved;
    if (!wantsFile(asked.data.format, call)) return accept({ body: toEvidenceProof(proved.value) });
    const headers = {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.tlog-proof"`,
    };
    return accept(new Response(toTlogProof(proved.value), { headers }));
  },
};

/** The address outranks the header; of the header, JSON does where both are welcome. */
const wantsFile = (format: 'json' | 'tlog-proof' | undefined, { accept: header }: Call): boolean =>
  format === undefined ? !accepts(header, 'application/json') : format === 'tlog-proof';
