import type { Refusal, Result } from '@/lib/domain/refusal';
import type { Caller } from './caller';
import { addressAllowed } from './gates/address';
import { admission } from './gates/admission';
import { certificate } from './gates/certificate';
import { readPolicy } from './gates/policy-rules';
import { reasonGiven } from './gates/reason-given';
import { pinHolds } from './gates/surface-pin';

/** One thing that stands between a proven key and its request. */
type Gate =
  | {
      /** Its name in the call log when it refuses. */
      rule: string;
      ask: (caller: Caller) => Promise<Result<null>> | Result<null>;
    }
  /** The same for one that refuses by several rules. */
  | { judge: (caller: Caller) => Promise<GateRefusal | null> };

/** In this order: what costs nothing, then what reads the database. The first refusal is the answer. */
const gates: readonly Gate[] = [
  { rule: 'key:address', ask: addressAllowed },
  { rule: 'key:certificate', ask: certificate },
  { rule: 'pin:surface', ask: pinHolds },
  { rule: 'key:reason', ask: reasonGiven },
  { rule: 'policy:undecidable', ask: readPolicy },
  { judge: admission },
];

export type GateRefusal = {
  rule: string;
  refusal: Refusal;
  /** False where the call log has just taken one like it. */
  noted?: boolean;
};

/** Asks every gate. A gate that throws has let nothing in: the door answers the fault, and nothing was dispatched. */
export async function passGates(caller: Caller): Promise<GateRefusal | null> {
  for (const gate of gates) {
    const refused = 'judge' in gate ? await gate.judge(caller) : await asked(gate, caller);
    if (refused) return refused;
  }
  return null;
}

async function asked(
  { rule, ask }: Extract<Gate, { rule: string }>,
  caller: Caller,
): Promise<GateRefusal | null> {
  const answer = await ask(caller);
  return answer.ok ? null : { rule, refusal: answer.refusal };
}
