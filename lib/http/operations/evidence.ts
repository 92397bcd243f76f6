import { evidenceIdSchema } from '@/lib/domain/ids';
import { accept, refuse } from '@/lib/domain/refusal';
import { evidenceSchema, toEvidenceWire } from '@/lib/domain/wire/evidence-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { toPage } from '@/lib/door/page';
import {
  listEvidence as list,
  listEvidenceSchema,
  showEvidence as show,
} from '@/lib/use-cases/evidence/list-evidence';
import { evidenceExample } from '../examples';
import { actorOf, type Operation } from '../operation';

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
