import { config } from '@/lib/config';
import { parseNote } from '@/lib/domain/log/signed-note';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { complain } from '@/lib/use-cases/complain';
import { anchorDue } from '@/lib/use-cases/log/anchor-checkpoints';
import { anchorCheckpoint, anchorGrowth, keepCosignatures } from '@/lib/use-cases/log/witness-anchor';
import { pause } from '@/lib/use-cases/pause';
import { untilStopped } from '@/lib/use-cases/until-stopped';
import { askWitness, usualLimits, type Witness, type WitnessLimits } from './ask-witness';

/** How often it is looked for what waits to be anchored; how long a witness that did not answer is left alone. */
const everyMs = 2000;
const againMs = 60_000;

/**
 * Puts checkpoints into the anchor log and has its head cosigned, for as long as the process lives. A signal to stop ends it
 * after what is on its way.
 */
export function startAnchoring(): () => Promise<void> {
  return untilStopped((signal) => keepAnchoring(signal));
}

async function keepAnchoring(signal: AbortSignal): Promise<void> {
  const watches = await watchesOf();
  while (!signal.aborted) {
    await pause(everyMs * (0.8 + 0.4 * Math.random()), signal);
    if (signal.aborted) return;
    await anchorDue().catch((fault: unknown) => complain('Anchoring checkpoints', fault, signal));
    await Promise.all(
      watches.map((watch) =>
        cosignOnce(watch, usualLimits).catch((fault: unknown) =>
          complain(`Asking the witness ${watch.witness.key.name}`, fault, signal),
        ),
      ),
    );
  }
}

/** What this process knows of one witness: the size that it last cosigned, and up to which it need not be asked. */
type Watch = { witness: Witness; cosigned: number; asked: number; notBefore: number };

export const watchOf = (witness: Witness): Watch => ({ witness, cosigned: 0, asked: 0, notBefore: 0 });

/** The witnesses of the settings, whose keys were looked at before the start. */
async function watchesOf(): Promise<Watch[]> {
  const found = await Promise.all(
    config().logWitnesses.map(async ({ url, verifierKey }) => {
      const key = await parseVerifierKey(verifierKey);
      return key === null ? [] : [watchOf({ url, key })];
    }),
  );
  return found.flat();
}

/**
 * Asks a witness about the newest head of the anchor log unless it was asked about it. A refusal is said, and asked about
 * again with the next head; a witness that does not answer, after a minute.
 */
export async function cosignOnce(watch: Watch, limits: WitnessLimits): Promise<void> {
  const { witness } = watch;
  const at = performance.now();
  if (at < watch.notBefore) return;
  const signed = await anchorCheckpoint();
  if (!signed.ok || signed.value.size <= watch.asked) return;
  const { size, note, cosignatures } = signed.value;
  if (hasSigned(witness, `${note}${cosignatures.join('')}`)) {
    Object.assign(watch, { cosigned: size, asked: size });
    return;
  }
  const answer = await askWitness(witness, { size, note, growth: anchorGrowth }, watch.cosigned, limits);
  if ('lines' in answer) {
    await keepCosignatures(size, answer.lines);
    Object.assign(watch, { cosigned: size, asked: size });
  } else if ('refused' in answer) {
    watch.asked = size;
    say(`The witness ${witness.key.name} ${answer.refused}; the anchor log has ${size}.`);
  } else {
    watch.notBefore = at + againMs;
    say(`The witness ${witness.key.name} did not answer.`);
  }
}

const hasSigned = ({ key }: Witness, note: string): boolean =>
  parseNote(note)?.signatures.some(({ name, keyId }) => name === key.name && keyId === key.keyId) ?? false;

const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
};
