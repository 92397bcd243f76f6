import type { Refusal, Result } from '@/lib/domain/refusal';
import type { Caller } from './caller';
import { certificate } from './gates/certificate';
import { readPolicy } from './gates/policy-rules';
import { pinHolds } from './gates/surface-pin';

/** One thing that stands between a proven key and its request. */
type Gate = {
  /** Its name in the call log when it refuses. */
  rule: string;
  ask: (caller: Caller) => Promise<Result<null>> | Result<null>;
};

/** In this order: what costs nothing, then what reads the database. The first refusal is the answer. */
const gates: readonly Gate[] = [
  { rule: 'key:certificate', ask: certificate },
  { rule: 'pin:surface', ask: pinHolds },
  { rule: 'policy:undecidable', ask: readPolicy },
];

export type GateRefusal = { rule: string; refusal: Refusal };

/** Asks every gate. A gate that throws has let nothing in: the door answers the fault, and nothing was dispatched. */
export async function passGates(caller: Caller): Promise<GateRefusal | null> {
  for (const { rule, ask } of gates) {
    const answer = await ask(caller);
    if (!answer.ok) return { rule, refusal: answer.refusal };
  }
  return null;
}
