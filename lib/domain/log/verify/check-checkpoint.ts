import { type Checkpoint, parseCheckpoint } from '../checkpoint';
import { openCheckpoint } from '../open-checkpoint';
import { parseNote } from '../signed-note';
import { ed25519Type, formatVerifierKey, type VerifierKey } from '../verifier-key';
import type { Findings } from './findings';
import type { Trust } from './trust';
import type { Signer } from './verdict';

/** A head of a log, signed by the key that the reader trusts or else by the one in the file. */
export type SignedHead = Checkpoint & {
  readonly note: string;
  readonly key: VerifierKey;
  readonly signedBy: Signer;
};

/**
 * UNTRUSTED INPUT: a checkpoint, and the key that came along with it or null. Whose signature counts is decided by what
 * the reader brought, then by what they keep for a log of this name, and only then by the file.
 */
export async function checkCheckpoint(
  { note, carried, file }: { note: string; carried: VerifierKey | null; file?: string },
  trust: Trust,
  found: Findings,
): Promise<SignedHead | null> {
  const at = file === undefined ? {} : { file };
  const text = parseNote(note)?.text;
  const said = text === undefined ? null : parseCheckpoint(text);
  if (said === null) {
    return found.add({
      ...at,
      code: 'CHECKPOINT_INVALID',
      words: 'The checkpoint is not a signed checkpoint.',
    });
  }
  const chosen = keyFor(said.origin, carried, trust);
  if (chosen === 'none') {
    return found.add({
      ...at,
      code: 'KEY_NEEDED',
      words: 'A file of this kind does not carry the key of its log. Give the key that you were told.',
    });
  }
  if (chosen === 'not trusted') {
    return found.add({
      ...at,
      code: 'KEY_NOT_TRUSTED',
      words: `The key in this file${carried ? `, ${carried.keyId},` : ''} is not one that you trust for this log.`,
    });
  }
  return openedWith(note, chosen, at, found);
}

async function openedWith(
  note: string,
  chosen: readonly Chosen[],
  at: { file?: string },
  found: Findings,
): Promise<SignedHead | null> {
  for (const { key, isTrusted } of chosen) {
    const opened = await openCheckpoint(note, key);
    if (opened.ok) {
      const signedBy = { keyId: key.keyId, verifierKey: formatVerifierKey(key), isTrusted };
      return { ...opened.checkpoint, note, key, signedBy };
    }
    if (opened.code === 'SIGNATURE_FALSE') {
      const words = `The signature of the checkpoint is not by the key ${key.keyId} whose name it bears.`;
      return found.add({ ...at, code: 'SIGNATURE_FALSE', words });
    }
  }
  const ids = chosen.map(({ key }) => key.keyId).join(' or ');
  return found.add({ ...at, code: 'SIGNATURE_MISSING', words: `The checkpoint is not signed by ${ids}.` });
}

type Chosen = { key: VerifierKey; isTrusted: boolean };

function keyFor(
  origin: string,
  carried: VerifierKey | null,
  { keys, pinned }: Trust,
): Chosen[] | 'none' | 'not trusted' {
  const ofLogs = keys.filter(({ type }) => type === ed25519Type);
  const ofThisLog = pinned.filter(({ name, type }) => name === origin && type === ed25519Type);
  const brought = ofLogs.length > 0 ? ofLogs.filter(({ name }) => name === origin) : ofThisLog;
  const isBrought = ofLogs.length > 0 || ofThisLog.length > 0;
  if (!isBrought) return carried === null ? 'none' : [{ key: carried, isTrusted: false }];
  const agreed = carried === null ? brought : brought.filter((key) => isSameKey(key, carried));
  return agreed.length > 0 ? agreed.map((key) => ({ key, isTrusted: true })) : 'not trusted';
}

const isSameKey = (one: VerifierKey, other: VerifierKey): boolean =>
  formatVerifierKey(one) === formatVerifierKey(other);
