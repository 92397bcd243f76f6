import { admitAgent } from '@/lib/use-cases/limits/admit-agent';
import type { Caller } from '../caller';
import type { GateRefusal } from '../gate';
import { aboutOf } from '../message';

/** Stops, circuit breaker and limit of the key, in one look at the database. */
export async function admission(caller: Caller): Promise<GateRefusal | null> {
  const { agent, message } = caller.facts;
  const admitted = await admitAgent(agent, aboutOf(message));
  if (!admitted.ok) return admitted;
  caller.isProbe = admitted.probe;
  return null;
}
