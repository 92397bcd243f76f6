import { toBase64 } from '@/lib/domain/log/base64';
import type { Bytes } from '@/lib/domain/log/bytes';
import { isCosignature } from '@/lib/domain/log/cosignature';
import { parseNote, signatureLine } from '@/lib/domain/log/signed-note';
import type { VerifierKey } from '@/lib/domain/log/verifier-key';
import { type Answered, postText } from './post-text';

/** Whom to ask, and with which bounds. */
export type Witness = { url: string; key: VerifierKey };
export type WitnessLimits = { totalMs: number; bodyBytes: number };

/** Many keys of one witness in its answer are still short; who says more says something else. */
export const usualLimits: WitnessLimits = { totalMs: 10_000, bodyBytes: 65_536 };

/** What to cosign; `growth` proves that it extends an older size. */
export type Asked = {
  size: number;
  note: string;
  growth: (from: number, to: number) => Promise<readonly Bytes[]>;
};

/** Its lines, or why there are none. */
export type Witnessed = { lines: readonly string[] } | { refused: string } | { unreachable: true };

/**
 * C2SP tlog-witness add-checkpoint: asks with the size that the witness had last as far as is known here, and once more from
 * the size that it names. What comes back is UNTRUSTED: a cosignature counts when it verifies, any other is left out.
 */
export async function askWitness(
  witness: Witness,
  asked: Asked,
  knownSize: number,
  limits: WitnessLimits,
): Promise<Witnessed> {
  const deadline = AbortSignal.timeout(limits.totalMs);
  const ask = async (from: number): Promise<Answered> =>
    postText(
      new URL(`${witness.url}/add-checkpoint`),
      bodyOf(from, await asked.growth(from, asked.size), asked.note),
      limits.bodyBytes,
      deadline,
    );
  const first = await ask(Math.min(knownSize, asked.size));
  const named = first?.status === 409 ? sizeIn(first) : null;
  if (named !== null && named > asked.size)
    return {
      refused: `says that it has cosigned ${named} records of this log: an older backup was restored, or it errs`,
    };
  const answered = named === null ? first : await ask(named);
  if (answered === null) return { unreachable: true };
  if (answered.status !== 200) return { refused: wordsOf(answered.status) };
  const lines = await verifiedLines(answered.text, asked.note, witness.key);
  return lines.length > 0 ? { lines } : { refused: 'answered without a cosignature by its key' };
}

const bodyOf = (from: number, growth: readonly Bytes[], note: string): string =>
  [`old ${from}`, ...growth.map(toBase64), '', note].join('\n');

/** The size that a 409 names: C2SP `text/x.tlog.size`. */
function sizeIn({ contentType, text }: NonNullable<Answered>): number | null {
  const size = /^(0|[1-9]\d{0,15})\n$/.test(text) ? Number(text) : Number.NaN;
  return /^text\/x\.tlog\.size\s*(;|$)/.test(contentType) && Number.isSafeInteger(size) ? size : null;
}

const known: Record<number, string> = {
  400: 'could not read what it was sent',
  403: 'does not trust the key of this log',
  404: 'does not know this log',
  409: 'has another tree of this size',
  422: 'does not accept that this log has only grown',
};

const wordsOf = (status: number): string => `${known[status] ?? 'gave no cosignature'} (${status})`;

async function verifiedLines(answer: string, note: string, key: VerifierKey): Promise<string[]> {
  const given = parseNote(note);
  const cosigned = given && parseNote(`${given.text}\n${answer}`);
  if (!cosigned) return [];
  const lines: string[] = [];
  for (const signature of cosigned.signatures)
    if (await isCosignature(given.text, signature, key)) lines.push(signatureLine(signature));
  return lines;
}
