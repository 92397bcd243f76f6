import { openCircuits } from '@/db/queries/circuits';
import { readerOf } from '@/db/queries/resources/resource-read';
import { stopCovering } from '@/db/queries/stops';
import { type TenantTx, withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import { isObject, valueAt } from '@/lib/domain/json/read-value';
import { outsideGrant } from '@/lib/domain/keys/proposal-scope';
import { stoppedRefusal } from '@/lib/domain/limits/stop';
import type { Question } from '@/lib/domain/policy/question';
import { proposedKind } from '@/lib/domain/policy/readings';
import { type Refusal, refuse } from '@/lib/domain/refusal';

type Asked = Pick<Question, 'tool' | 'args' | 'runId'> & { agent: Agent };

/** What refuses a call that the policy allows: a stop, a circuit that is open, or what the key is for. Writes nothing. */
export async function refusedBeside(actor: Human, asked: Asked): Promise<Refusal | null> {
  return withTenantRead(
    actor,
    async (tx) => (await stopped(tx, asked)) ?? (await paused(tx, asked.agent)) ?? outside(tx, asked),
  );
}

async function stopped(tx: TenantTx, { agent, tool, runId }: Asked): Promise<Refusal | null> {
  const scope = await stopCovering(tx, { keyId: agent.keyId, tool, run: runId });
  return scope && stoppedRefusal(scope);
}

async function paused(tx: TenantTx, { keyId }: Agent): Promise<Refusal | null> {
  const open = (await openCircuits(tx)).some((one) => one.key_id === keyId && one.open_until > now());
  return open
    ? refuse('CIRCUIT_OPEN', 'Too much of what this key asked was refused: it is paused.').refusal
    : null;
}

/** Asked only where the call says what it proposes. A spec without an environment is one for production, as in a draft. */
async function outside(tx: TenantTx, { agent, tool, args }: Asked): Promise<Refusal | null> {
  const spec = valueAt(args, 'spec');
  const kind = proposedKind(tool);
  if (kind === null || !isObject(spec)) return null;
  const name = valueAt(spec, 'name');
  const live = typeof name === 'string' ? await readerOf(kind.name)?.findLive(tx, name) : null;
  const after = valueAt(args, 'operation') === 'delete' ? null : spec;
  return outsideGrant(agent.grant, kind, { before: live?.spec ?? null, after });
}
