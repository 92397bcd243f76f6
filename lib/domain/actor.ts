import type { Grant } from './keys/grant';
import type { Scope } from './keys/scope';

/** What a person may do. Only reviewer and admin decide drafts. */
export const roles = ['viewer', 'reviewer', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A person behind a live session row. */
export type Human = {
  kind: 'human';
  tenantId: string;
  userId: string;
  sessionId: string;
  name: string;
  email: string;
  role: Role;
};

/** A program behind an `mcp_` key. It proposes; it can never decide. */
export type Agent = {
  kind: 'agent';
  tenantId: string;
  keyId: string;
  /** The agent's name as its key was issued. */
  name: string;
  ownerId: string;
  /** The present role of its owner, which it never exceeds. */
  ownerRole: Role;
  scopes: readonly Scope[];
  grant: Grant;
  /** What its key holds and its owner’s role does not carry now; left out where there is none. */
  withheld?: readonly Scope[];
};

/** A platform behind an `svc_` credential. It reads what was applied; there is nothing that it may write. */
export type Service = {
  kind: 'service';
  tenantId: string;
  credentialId: string;
  name: string;
};

/** Who may read what was applied. */
export type Reader = Agent | Human | Service;

/** The product itself: first run, sweep. */
export type System = { kind: 'system'; tenantId: string; name: string };

/** Who may act: a service only reads. */
export type Actor = Human | Agent | System;

/** The id under which an actor's acts are recorded. */
export function principalOf(actor: Actor | Service): string {
  switch (actor.kind) {
    case 'human':
      return actor.userId;
    case 'agent':
      return actor.keyId;
    case 'service':
      return actor.credentialId;
    case 'system':
      return `system:${actor.name}`;
  }
}

export const mayDecide = (role: Role): boolean => role === 'reviewer' || role === 'admin';
