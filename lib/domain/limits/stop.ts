import { type Refusal, refuse } from '../refusal';

/** What can be stopped, the widest first. The whole installation is stopped by its operator at the terminal alone. */
export const stopScopes = ['global', 'tenant', 'key', 'tool', 'run'] as const;
export type StopScope = (typeof stopScopes)[number];

/** What people of a tenant can stop. */
export const tenantScopes = ['tenant', 'key', 'tool', 'run'] as const satisfies readonly StopScope[];
export type TenantScope = (typeof tenantScopes)[number];

/** The subject of a stop that has only one. */
export const everything = '*';

/** How long the words of somebody who resumes are. */
export const releaseReason = { least: 10, most: 500 } as const;

/** One time that something was stopped. */
export type Stop = {
  id: string;
  scope: StopScope;
  /** A key id, a tool, a run; `*` where the scope says it all. */
  subject: string;
  /** The same in the words of people: what they type to resume it. */
  subjectName: string;
  engagedBy: { id: string; name: string };
  engagedAt: Date;
  reason: string;
  released: { by: { id: string; name: string }; at: Date; reason: string } | null;
};

/** What covers a request or a draft at this moment. */
export type StopInForce = { scope: StopScope; engagedAt: Date; engagedByName: string };

const stoppedWords: Record<StopScope, string> = {
  global: 'The operator has stopped all agents and all changes of this installation.',
  tenant: 'All agents and all changes of this tenant are stopped.',
  key: 'This agent key is stopped.',
  tool: 'This tool is stopped.',
  run: 'This run is stopped.',
};

/** Why a request or an apply that a stop covers is refused. Who stopped it is not said: agents read this too. */
export const stoppedRefusal = (scope: StopScope): Refusal =>
  refuse(scope === 'run' ? 'RUN_STOPPED' : 'KILL_SWITCH_ENGAGED', stoppedWords[scope]).refusal;

/** The same for a person: who stopped it, and when. */
export const stoppedBy = ({ scope, engagedAt, engagedByName }: StopInForce): string =>
  `Stopped by ${engagedByName} on ${engagedAt.toISOString().slice(0, 16).replace('T', ' at ')} UTC: ${stoppedWhat[scope]}.`;

const stoppedWhat: Record<StopScope, string> = {
  global: 'the whole installation',
  tenant: 'the whole tenant',
  key: 'the key of this agent',
  tool: 'the tool that made this',
  run: 'the run that this belongs to',
};
