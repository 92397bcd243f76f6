import { toBase64 } from '@/lib/domain/log/base64';
import { accept } from '@/lib/domain/refusal';
import { consistencySchema, logSchema } from '@/lib/domain/wire/proof-wire';
import { proveConsistency, proveConsistencySchema } from '@/lib/use-cases/log/prove-consistency';
import { showLog as show } from '@/lib/use-cases/log/show-log';
import type { LogStanding } from '@/lib/use-cases/log/show-log-standing';
import { consistencyExample, logExample } from '../log-example';
import { actorOf, type Operation } from '../operation';

export const showLog: Operation = {
  name: 'showLog',
  tool: 'evidence_list',
  method: 'GET',
  path: '/api/v1/log',
  summary: 'Show the signed head of the log, and the key that verifies it',
  answer: { status: 200, description: 'The newest signed head', schema: logSchema, example: logExample },
  refusals: ['LOG_NOT_SIGNABLE', 'SIGNING_FAILED'],
  run: async (call) => {
    const shown = await show(actorOf(call));
    if (!shown.ok) return shown;
    const { signed, standing } = shown.value;
    const { size, root, note, signedAt, verifierKey } = signed;
    const [origin] = note.split('\n', 1);
    return accept({
      body: {
        origin,
        verifier_key: verifierKey,
        size,
        root: toBase64(root),
        checkpoint: note,
        signed_at: signedAt.toISOString(),
        ...toStanding(standing),
      },
    });
  },
};

function toStanding(standing: LogStanding) {
  if ('broken' in standing) {
    const { code, message, since } = standing.broken;
    return { verified_to: null, verified_at: null, broken: { code, message, since: since.toISOString() } };
  }
  const { verifiedTo, at } = standing;
  return { verified_to: verifiedTo, verified_at: at.toISOString(), broken: null };
}

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
  refusals: ['VALIDATION_FAILED', 'SIZE_NOT_IN_LOG', 'LOG_NOT_SIGNABLE', 'SIGNING_FAILED', 'LOG_BROKEN'],
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
