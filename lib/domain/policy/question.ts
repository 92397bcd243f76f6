import type { Agent } from '../actor';
import { valueAt } from '../json/read-value';
import { type Environment, environments } from '../resource/resource-kind';
import type { ToolName } from './tool-classes';

/** One call, as far as it decides: everything a rule may look at. No clock: the time is told. */
export type Question = {
  tool: ToolName;
  agent: Pick<Agent, 'keyId' | 'ownerRole' | 'scopes' | 'withheld' | 'grant'>;
  /** What the client says its name is. */
  client: string | null;
  /** What the agent says its run is. */
  runId: string | null;
  /** Attacker-controlled, as they arrived. */
  args: unknown;
  at: Date;
};

/** The environment that a call is about: that of its spec, else that of the key. */
export function environmentOf({ args, agent }: Pick<Question, 'args' | 'agent'>): Environment {
  const named = valueAt(args, 'spec', 'environment');
  return environments.find((known) => known === named) ?? agent.grant.environment;
}
