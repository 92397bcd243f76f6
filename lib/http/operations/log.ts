import { toBase64 } from '@/lib/domain/log/base64';
import { accept } from '@/lib/domain/refusal';
import { consistencySchema, logSchema } from '@/lib/domain/wire/proof-wire';
import { freshCheckpoint } from '@/lib/use-cases/log/fresh-checkpoint';
import { proveConsistency, proveConsistencySchema } from '@/lib/use-cases/log/prove-consistency';
import { consistencyExample, logExample } from '../log-example';
import { actorOf, type Operation } from '../operation';

export const showLog: Operation = {
  name: 'showLog',
  tool: 'evidence_list',
  method: 'GET',
  path: '/api/v1/log',
  summary: 'Show the signed head of the log, and the key that verifies it',
  answer: { status: 200, description: 'The newest signed head', schema: logSchema, example: logExample },
  refusals: ['LOG_NOT_SIGNABLE'],
  run: async (call) => {
    const signed = await freshCheckpoint(actorOf(call));
    if (!signed.ok) return signed;
    const { size, root, note, signedAt, verifierKey } = signed.value;
    const [origin] = note.split('\n', 1);
    const signedPart = { size, root: toBase64(root), checkpoint: note, signed_at: signedAt.toISOString() };
    return accept({ body: { origin, verifier_key: verifierKey, ...signedPart } });
  },
};

export const consistencyOfLog: Operation = {
  name: 'consistencyOfLog',
  tool: 'evidence_list',
  method: 'GET',
  path: '/api/v1/log/consistency',
  summary: 'Prove that the log of one size holds that of a smaller size unchanged',
  query: proveConsistencySchema,
  answer: {
    status: 200,
    description: 'The consistency proof, and the newest signed head of the log',
    schema: consistencySchema,
    example: consistencyExample,
  },
  refusals: ['VALIDATION_FAILED', 'SIZE_NOT_IN_LOG', 'LOG_NOT_SIGNABLE', 'LOG_BROKEN'],
  run: async (call) => {
    const proved = await proveConsistency(actorOf(call), call.input);
    if (!proved.ok) return proved;
    const { from, to, hashes, checkpoint } = proved.value;
    const { note, verifierKey } = checkpoint;
    return accept({
      body: { from, to, hashes: hashes.map(toBase64), checkpoint: note, verifier_key: verifierKey },
    });
  },
};
