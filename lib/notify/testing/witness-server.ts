import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { fromBase64, toBase64 } from '@/lib/domain/log/base64';
import { type Bytes, concat } from '@/lib/domain/log/bytes';
import { cosignatureType, cosignedText } from '@/lib/domain/log/cosignature';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { parseNote, signatureLine } from '@/lib/domain/log/signed-note';
import {
  formatVerifierKey,
  keyIdOf,
  parseVerifierKey,
  type VerifierKey,
} from '@/lib/domain/log/verifier-key';
import { isConsistent } from '@/lib/domain/log/verify-consistency';

/** What a witness does where it does not follow C2SP tlog-witness. */
export type Habit = 'honest' | 'wrong signature' | 'silent' | 'huge' | 'broken';

type Answer = { status: number; type?: string; text: string };

/** A witness that follows the protocol on this machine, for the logs whose keys it is given. */
export async function startWitness(logKeys: readonly string[], name = 'witness.example/w1') {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Uint8Array.from(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  const unnamed = { name, type: cosignatureType, publicKey: raw };
  const key: VerifierKey = { ...unnamed, keyId: await keyIdOf(unnamed) };
  const seen = new Map<string, { size: number; root: Bytes }>();
  const state = { habit: 'honest' as Habit, requests: [] as string[], seen, known: [...logKeys] };
  const server = createServer((request, response) => {
    void answer(request, response, state, (body) => addCheckpoint(body, state, key, privateKey));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the witness has no port');
  return {
    url: `http://127.0.0.1:${bound.port}`,
    key,
    verifierKey: formatVerifierKey(key),
    state,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type State = {
  habit: Habit;
  requests: string[];
  seen: Map<string, { size: number; root: Bytes }>;
  known: string[];
};

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  state: State,
  add: (body: string) => Promise<Answer>,
): Promise<void> {
  const body = await text(request);
  state.requests.push(`${request.method} ${request.url} ${body.split('\n')[0]}`);
  if (state.habit === 'silent') return;
  if (state.habit === 'broken') return void response.destroy();
  if (state.habit === 'huge') {
    response.writeHead(200);
    for (let part = 0; part < 64 && !response.destroyed; part += 1) response.write('— x '.repeat(4096));
    response.end();
    return;
  }
  const { status, type = 'text/plain', text: said } = await add(body);
  response.writeHead(status, { 'content-type': type }).end(said);
}

/** C2SP tlog-witness, in the order of its text. */
async function addCheckpoint(
  body: string,
  { habit, seen, known }: State,
  key: VerifierKey,
  privateKey: KeyObject,
): Promise<Answer> {
  const [, old, lines = '', note = ''] = /^old (0|[1-9]\d*)\n((?:[^\n]+\n)*)\n([^]+)$/.exec(body) ?? [];
  const signed = parseNote(note)?.text ?? '';
  const [origin = ''] = signed.split('\n');
  const logKey = (await Promise.all(known.map(parseVerifierKey))).find((one) => one?.name === origin);
  if (!logKey) return { status: 404, text: 'unknown log' };
  const opened = await openCheckpoint(note, logKey);
  if (!opened.ok) return { status: 403, text: opened.code };
  const proof = lines.split('\n').slice(0, -1).map(hashIn);
  const refused = await whyNot({
    old: Number(old),
    last: seen.get(origin),
    checkpoint: opened.checkpoint,
    proof,
  });
  if (refused !== null) return refused;
  seen.set(origin, opened.checkpoint);
  return { status: 200, text: cosign(signed, key, privateKey, habit) };
}

const hashIn = (line: string): Bytes => fromBase64(line) ?? new Uint8Array();

type Head = { size: number; root: Bytes };

async function whyNot(asked: {
  old: number;
  last: Head | undefined;
  checkpoint: Head;
  proof: readonly Bytes[];
}): Promise<Answer | null> {
  const { old, last, checkpoint, proof } = asked;
  const size = last?.size ?? 0;
  if (old > checkpoint.size) return { status: 400, text: 'old is larger' };
  if (old !== size) return { status: 409, type: 'text/x.tlog.size', text: `${size}\n` };
  if (last === undefined) return proof.length === 0 ? null : { status: 422, text: 'not empty' };
  if (await isConsistent(last, checkpoint, proof)) return null;
  return size === checkpoint.size
    ? { status: 409, type: 'text/x.tlog.size', text: `${size}\n` }
    : { status: 422, text: 'not consistent' };
}

function cosign(note: string, key: VerifierKey, privateKey: KeyObject, habit: Habit): string {
  const seconds = BigInt(Math.floor(Date.now() / 1000));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(seconds);
  const signed = habit === 'wrong signature' ? `${note}more\n` : note;
  const signature = concat(time, sign(null, cosignedText(signed, seconds), privateKey));
  const line = signatureLine({ name: key.name, keyId: key.keyId, signature });
  const other = `\u2014 ${key.name} ${toBase64(new Uint8Array(2432).fill(6))}\n`;
  return `${other}${line}`;
}
