import { digestOf } from '@/lib/domain/evidence/digest';
import { toBase64 } from '@/lib/domain/log/base64';
import { draftAppliedStatement } from '@/lib/domain/log/statement/draft-applied-statement';
import { inTotoType } from '@/lib/domain/log/statement/dsse';
import { resourceExample, specExample } from './examples';

const leafHash = digestOf('the creation');
const draftId = 'drf_01KAJ3V7Q8M2N4P6R8T0V2X4Z6';
const origin = 'countersign.example.com/log/5f0c1f0e-6a57-4a1e-9a41-1a9c8b1f6f10';

const statement = draftAppliedStatement(origin, {
  applied: {
    position: 41,
    id: 'evd_01KAJ3V7Q8M2N4P6R8T0V2X4ZA',
    leafHash: digestOf('the apply'),
    payload: { draft_id: draftId, resource_created: resourceExample, previous_digest: leafHash },
  },
  created: {
    position: 40,
    id: 'evd_01KAJ3V7Q8M2N4P6R8T0V2X4Z9',
    leafHash,
    payload: { draft_id: draftId, proposed_spec_digest: digestOf(specExample) },
  },
});

/** What the published description shows. Its signature is made up. */
export const statementExample = {
  payloadType: inTotoType,
  payload: toBase64(statement ?? new Uint8Array()),
  signatures: [{ keyid: `${origin}+c3f0a1d2`, sig: toBase64(new Uint8Array(64)) }],
} as const;
