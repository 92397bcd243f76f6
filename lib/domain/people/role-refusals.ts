import { mayDecide, type Role } from '../actor';
import { type Refusal, refuse } from '../refusal';

/** Why this role decides no drafts, or null. */
export const decides = (role: Role): Refusal | null =>
  mayDecide(role)
    ? null
    : refuse('ROLE_REQUIRED', `Your role is ${role}. A reviewer or an admin decides.`).refusal;

/** Why this role sends nothing again, or null. */
export const sendsAgain = (role: Role): Refusal | null =>
  role === 'viewer' ? refuse('ROLE_REQUIRED', 'A viewer cannot send anything again.').refusal : null;

/** Why this role manages no agent keys, or null. */
export const managesKeys = (role: Role): Refusal | null =>
  role === 'operator' || role === 'admin'
    ? null
    : refuse('ROLE_REQUIRED', `Your role is ${role}. An operator or an admin manages agent keys.`).refusal;

/** Why this role changes no settings of its tenant, or null. */
export const changesSettings = (role: Role): Refusal | null =>
  role === 'admin'
    ? null
    : refuse('ROLE_REQUIRED', `Your role is ${role}. An admin changes settings.`).refusal;

/** Why this role proposes no changes, or null. */
export const proposes = (role: Role): Refusal | null =>
  role === 'viewer' ? refuse('ROLE_REQUIRED', 'A viewer cannot propose changes.').refusal : null;

/** Why this role reads no calls and runs of agents, or null. */
export const readsCalls = (role: Role): Refusal | null =>
  role === 'viewer' ? refuse('ROLE_REQUIRED', 'A viewer cannot read what agents asked for.').refusal : null;

/** Why this role changes no policy, or null. */
export const changesPolicy = (role: Role): Refusal | null =>
  role === 'operator' || role === 'admin'
    ? null
    : refuse('ROLE_REQUIRED', `Your role is ${role}. An operator or an admin changes the policy.`).refusal;

/** Why this role stops nothing, or null. Stopping is everybody's who may do anything. */
export const stopsAgents = (role: Role): Refusal | null =>
  role === 'viewer' ? refuse('ROLE_REQUIRED', 'A viewer cannot stop anything.').refusal : null;

/** Why this role lets nothing that was stopped go on, or null. */
export const resumesAgents = (role: Role): Refusal | null =>
  role === 'operator' || role === 'admin'
    ? null
    : refuse('ROLE_REQUIRED', `Your role is ${role}. An operator or an admin resumes.`).refusal;

/** Why this role takes no calls out of the product, or null. */
export const exportsCalls = (role: Role): Refusal | null =>
  role === 'operator' || role === 'admin'
    ? null
    : refuse('ROLE_REQUIRED', `Your role is ${role}. An operator or an admin exports calls.`).refusal;
