import { outsideAddresses } from '@/lib/domain/keys/address-range';
import { publishedSurface } from '@/lib/domain/keys/published-surface';
import type { PolicyRule } from '@/lib/domain/policy/rule';
import type { KeyRuleId, RuleId } from '@/lib/domain/policy/rule-id';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { admitAgent } from '@/lib/use-cases/limits/admit-agent';
import { agentCertificate } from '../agent-certificate';
import { pinHolds } from '../surface-pin';
import { type AskedByAgent, aboutOf } from './asked';
import type { InLog } from './end-asked';
import { readablePolicy } from './readable-policy';
import { stoppedBeside } from './stopped-beside';

type Gate = { rule: KeyRuleId | 'protocol'; ask: (asked: AskedByAgent) => Result<null> };

/** What stands between a proven key and its request, at every door: the first refusal is the answer. */
const gates: readonly Gate[] = [
  { rule: 'key:address', ask: addressAllowed },
  { rule: 'key:certificate', ask: ({ agent, certificate }) => agentCertificate(agent, certificate) },
  { rule: 'pin:surface', ask: pinsHold },
  { rule: 'key:reason', ask: reasonGiven },
  { rule: 'protocol', ask: workIsNamed },
];

/** The gate that did not let a request in, why, and what the call log takes of it. */
export type AtGate = { ok: false; rule: RuleId; refusal: Refusal; inLog: InLog };

/** The tenant's rules, by which what was let in is decided. */
export type Passed = { ok: true; rules: readonly PolicyRule[] };

/** Asks every gate that costs nothing. The rules were read with the key: one that nobody understands lets nothing in. */
export function passGates(asked: AskedByAgent): Passed | AtGate {
  for (const { rule, ask } of gates) {
    const answer = ask(asked);
    if (!answer.ok) return { ok: false, rule, refusal: answer.refusal, inLog: 'one-of-many' };
  }
  const read = readablePolicy(asked.policy);
  return read.ok
    ? { ok: true, rules: read.value }
    : { ok: false, rule: 'policy:undecidable', refusal: read.refusal, inLog: 'one-of-many' };
}

export type LetIn = Passed & {
  /** Whether this is the one request that a half-open circuit lets in. */
  probe: boolean;
};

/** The gates, then stops, circuit and limit in one look at the database. What this throws has let nothing in. */
export async function admit(asked: AskedByAgent): Promise<LetIn | AtGate> {
  const passed = passGates(asked);
  if (!passed.ok) return passed;
  const admitted = await admitAgent(asked.agent, aboutOf(asked));
  if (admitted.ok) {
    const refusal = await stoppedBeside(asked);
    if (refusal) return { ok: false, rule: 'stop:run', refusal, inLog: 'own-row' };
    return { ...passed, probe: admitted.probe };
  }
  const { rule, refusal, noted } = admitted;
  return { ok: false, rule, refusal, inLog: noted ? 'own-row' : 'no-row' };
}

/** A key that names addresses is used from those alone; where the caller's is not known, from none. */
function addressAllowed({ agent, ip }: AskedByAgent): Result<null> {
  const refusal = outsideAddresses(agent.grant.ipAllowlist, ip);
  return refusal ? { ok: false, refusal } : accept(null);
}

/** Where no tools are offered too: who pinned them reviewed what this product does, and it is the same behind each door. */
function pinsHold({ agent, surfacePin: sent }: AskedByAgent): Result<null> {
  return pinHolds({ sent, ofKey: agent.grant.pinnedSurface }, publishedSurface);
}

/** A key that must say why says so with every request that is recorded. */
function reasonGiven({ agent, isRecorded, said }: AskedByAgent): Result<null> {
  if (!agent.grant.requireReason || !isRecorded || said.reason?.trim()) return accept(null);
  return refuse('REASON_REQUIRED', 'This key must say why with every call.');
}

/** A run and a task are named so that people can tell them from others. */
function workIsNamed({ misnamed }: AskedByAgent): Result<null> {
  return misnamed === null ? accept(null) : { ok: false, refusal: misnamed };
}
