import type { Caller } from './caller';
import type { Gate, GateRefusal } from './gate';
import { addressAllowed } from './gates/address';
import { admission } from './gates/admission';
import { certificate } from './gates/certificate';
import { readPolicy } from './gates/policy-rules';
import { reasonGiven } from './gates/reason-given';
import { surfacePinHolds } from './gates/surface-pin';

/** In this order: what costs nothing, then what reads the database. The first refusal is the answer. */
const gates: readonly Gate[] = [
  { rule: 'key:address', ask: addressAllowed },
  { rule: 'key:certificate', ask: certificate },
  { rule: 'pin:surface', ask: surfacePinHolds },
  { rule: 'key:reason', ask: reasonGiven },
  { rule: 'policy:undecidable', ask: readPolicy },
  { judge: admission },
];

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
