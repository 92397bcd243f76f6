import type { Role } from '../actor';
import { digestOf } from '../evidence/digest';
import type { Environment } from '../resource/resource-kind';
import type { KeyTerms } from './key-terms';

/** The consent that a key came from: to which client, where its answers go, who gave it and when, and what it lets the key do. */
export type KeyConsent = {
  clientId: string;
  clientName: string;
  redirectHost: string;
  by: { id: string; name: string };
  at: Date;
  terms: KeyTerms;
};

/** An agent key as people see it: everything but what proves it. */
export type AgentKey = {
  id: string;
  name: string;
  agentIdentity: string;
  purpose: string;
  owner: { id: string; name: string; role: Role; disabled: boolean };
  environment: Environment;
  everyEnvironment: boolean;
  terms: KeyTerms;
  status: 'active' | 'suspended' | 'revoked';
  statusReason: string | null;
  revision: number;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  rotatedFrom: string | null;
  graceUntil: Date | null;
  /** Null for one that an operator issued. */
  consent: KeyConsent | null;
};

/** `retiring`: a successor has taken over, and the old token still works for a while. */
export const keyStates = ['active', 'retiring', 'suspended', 'expired', 'revoked'] as const;
export type KeyState = (typeof keyStates)[number];

type Life = Pick<AgentKey, 'status' | 'expiresAt' | 'graceUntil'>;

/** When a key stops working by itself. */
export const endOf = ({ expiresAt, graceUntil }: Omit<Life, 'status'>): Date =>
  graceUntil !== null && graceUntil < expiresAt ? graceUntil : expiresAt;

export function stateOf(key: Life, at: Date): KeyState {
  if (key.status === 'revoked') return 'revoked';
  if (endOf(key).getTime() <= at.getTime()) return 'expired';
  if (key.status === 'suspended') return 'suspended';
  return key.graceUntil === null ? 'active' : 'retiring';
}

/** What a key allows, as evidence names it: over RFC 8785 bytes, the terms and what never changes of them. */
export const grantDigest = (
  key: Pick<AgentKey, 'environment' | 'everyEnvironment' | 'terms'> & { ownerId: string; validUntil: Date },
): string =>
  digestOf({
    ...key.terms,
    environment: key.environment,
    every_environment: key.everyEnvironment,
    human_owner_id: key.ownerId,
    valid_until: key.validUntil.toISOString(),
  });
