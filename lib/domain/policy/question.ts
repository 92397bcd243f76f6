import type { Agent } from '../actor';
import { valueAt } from '../json/read-value';
import { type Environment, environments, type Spec } from '../resource/resource-kind';
import { readingsOf } from './readings';
import { type CallTier, highestTier, tierOf } from './risk-tier';
import { classesOf, type ToolName } from './tool-classes';

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
  /** What a proposal would change, as it is now; null where nothing of its name is live, or the tool proposes nothing. */
  live: Spec | null;
  at: Date;
};

type Touching = Pick<Question, 'tool' | 'args' | 'live'> & { agent: Pick<Agent, 'grant'> };

/** The environments that a call is about, said or true: that of a spec, else that of the key. */
export const environmentsOf = (asked: Touching): Environment[] =>
  readingsOf(asked).map((reading) => {
    const named = valueAt(reading, 'spec', 'environment');
    return environments.find((known) => known === named) ?? asked.agent.grant.environment;
  });

/** The tiers of a call, one for each environment that it is about. */
export const tiersOf = (asked: Touching): CallTier[] =>
  environmentsOf(asked).map((environment) => tierOf(classesOf(asked.tool), environment));

/** The tier of a call: the highest of what is said and of what is true. */
export const callTierOf = (asked: Touching): CallTier => highestTier(tiersOf(asked));
