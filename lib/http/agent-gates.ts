import type { Agent } from '@/lib/domain/actor';
import { outsideAddresses } from '@/lib/domain/keys/address-range';
import { publishedSurface } from '@/lib/domain/keys/published-surface';
import type { StoredRule } from '@/lib/domain/policy/rule';
import type { RuleId } from '@/lib/domain/policy/rule-id';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { addressOf } from '@/lib/door/address';
import { readablePolicy } from '@/lib/door/agent/readable-policy';
import { saidIn } from '@/lib/door/agent/said';
import { agentCertificate } from '@/lib/door/agent-certificate';
import { certificateOf } from '@/lib/door/client-certificate';
import { pinHolds } from '@/lib/door/surface-pin';

export type GateRefusal = { rule: RuleId; refusal: Refusal };

type Asked = { agent: Agent; headers: Headers; policy: readonly StoredRule[] };
type Gate = { rule: RuleId; ask: (asked: Asked) => Result<unknown> };

/** What an agent key meets here before its limits: the gates of the agents' own door, by the same names. */
const gates: readonly Gate[] = [
  { rule: 'key:address', ask: addressAllowed },
  { rule: 'key:certificate', ask: certificateProved },
  { rule: 'pin:surface', ask: pinsHold },
  { rule: 'key:reason', ask: reasonGiven },
  { rule: 'policy:undecidable', ask: ({ policy }) => readablePolicy(policy) },
];

/** The first gate that does not let this request in, or null. */
export function refusedAtGate(asked: Asked): GateRefusal | null {
  for (const { rule, ask } of gates) {
    const answer = ask(asked);
    if (!answer.ok) return { rule, refusal: answer.refusal };
  }
  return null;
}

function addressAllowed({ agent: { grant }, headers }: Asked): Result<null> {
  const refusal = outsideAddresses(grant.ipAllowlist, addressOf(headers));
  return refusal ? { ok: false, refusal } : accept(null);
}

function certificateProved({ agent, headers }: Asked): Result<null> {
  return agentCertificate(agent, certificateOf(headers)?.thumbprint ?? null);
}

/** Tools are offered elsewhere; but who pinned them reviewed what this product does, and it is the same behind each door. */
function pinsHold({ agent: { grant }, headers }: Asked): Result<null> {
  const sent = headers.get('mcp-surface-pin');
  return pinHolds({ sent, ofKey: grant.pinnedSurface }, publishedSurface);
}

function reasonGiven({ agent: { grant }, headers }: Asked): Result<null> {
  if (!grant.requireReason || saidIn(headers).reason?.trim()) return accept(null);
  return refuse('REASON_REQUIRED', 'This key must say why with every call.', {
    hint: 'Say why in the header Countersign-Reason.',
  });
}
