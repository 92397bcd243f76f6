import { refusalOf } from '@/lib/domain/policy/verdict-refusal';
import type { Refusal } from '@/lib/domain/refusal';
import { stoppedNow } from '@/lib/use-cases/limits/stopped-now';
import type { Decided } from '@/lib/use-cases/policy/decide-call';
import { type AskedByAgent, aboutOf } from './asked';
import { decideAsked } from './decide-asked';
import { type AtGate, passGates } from './gates';
import { stoppedBeside } from './stopped-beside';

/** What was said to a request that was let in before, and by what: its gates, or else the policy. */
export type Now = { refusal: Refusal | null; atGate: AtGate | null; decided: Decided | null };

/**
 * For what takes its time: asked again with the key and the rules as they are now. The gates and the policy as for a new request,
 * and whether somebody has stopped what it belongs to; its limits were spent when it was let in.
 */
export async function admittedNow(asked: AskedByAgent): Promise<Now> {
  const passed = passGates(asked);
  if (!passed.ok) return { refusal: passed.refusal, atGate: passed, decided: null };
  const decided = await decideAsked(asked, passed.rules);
  const denied = decided && refusalOf(decided.verdict);
  const refusal = denied ?? (await stoppedNow(asked.agent, aboutOf(asked))) ?? (await stoppedBeside(asked));
  return { refusal, atGate: null, decided };
}
