import { z } from 'zod';
import { evidenceIdSchema } from '@/lib/domain/ids';
import { accept, refuse } from '@/lib/domain/refusal';
import { stateApply } from '@/lib/use-cases/log/state-apply';
import { actorOf, type Operation } from '../operation';
import { statementExample } from '../statement-example';

const envelopeSchema = z.object({
  payloadType: z.literal('application/vnd.in-toto+json'),
  payload: z.base64().describe('An in-toto Statement v1'),
  signatures: z.array(z.object({ keyid: z.string(), sig: z.base64() })).min(1),
});

export const showStatement: Operation = {
  name: 'showStatement',
  tool: 'evidence_get',
  method: 'GET',
  path: '/api/v1/evidence/[id]/statement',
  summary:
    'State one draft_applied as an in-toto Statement v1 in a DSSE envelope, signed with the key of the log',
  answer: {
    status: 200,
    description: 'The envelope (DSSE 1.0)',
    schema: envelopeSchema,
    example: statementExample,
  },
  refusals: [
    'EVIDENCE_NOT_FOUND',
    'EVIDENCE_NOT_APPLIED',
    'LOG_NOT_SIGNABLE',
    'SIGNING_FAILED',
    'LOG_BROKEN',
  ],
  run: async (call) => {
    const id = evidenceIdSchema.safeParse(call.params['id']).data;
    if (id === undefined) return refuse('EVIDENCE_NOT_FOUND', 'There is no such evidence.');
    const stated = await stateApply(actorOf(call), id);
    return stated.ok ? accept({ body: envelopeSchema.parse(JSON.parse(stated.value)) }) : stated;
  },
};
