import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { fewAtOnce } from '../few-at-once';

/** A derivation keeps a thread busy for a tenth of a second and 32 MiB: two at once leave the others to the product. */
const derivations = fewAtOnce(2);
const longestQueue = 16;

/** Runs `derive` when its turn comes, or refuses at once where too many wait. */
export async function deriveInTurn<T>(derive: () => Promise<T>): Promise<Result<T>> {
  if (derivations.waiting() >= longestQueue)
    return refuse('RATE_LIMITED', 'Many people sign in right now. Try again in a few seconds.');
  return accept(await derivations.run(derive));
}
