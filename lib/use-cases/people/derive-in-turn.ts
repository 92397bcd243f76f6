import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** A derivation keeps a thread busy for a tenth of a second and 32 MiB: two at once leave the others to the product. */
const atOnce = 2;
const longestQueue = 16;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs `derive` when its turn comes, or refuses at once where too many wait. */
export async function deriveInTurn<T>(derive: () => Promise<T>): Promise<Result<T>> {
  if (running >= atOnce) {
    if (waiting.length >= longestQueue) {
      return refuse('RATE_LIMITED', 'Many people sign in right now. Try again in a few seconds.');
    }
    await new Promise<void>((go) => {
      waiting.push(go);
    });
  } else running += 1;
  try {
    return accept(await derive());
  } finally {
    // The place goes to who waits longest; nobody can come between.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
