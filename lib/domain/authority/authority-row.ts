import type { Role } from '../actor';
import type { Scope } from '../keys/scope';
import type { RefusalCode } from '../refusal';
import type { CredentialKind } from './credential-kind';

/** What a kind of caller gets: in, or the code of its refusal. */
export type Cell = 'allow' | RefusalCode;
export type Cells = Readonly<Record<CredentialKind, Cell>>;

/** One thing that can be asked of the product, and who may. */
export type AuthorityRow = {
  /** `GET /api/v1/drafts`, `action applyDraftAction`, `tool draft_list` */
  name: string;
  cells: Cells;
  /** What an agent key must hold; null when no scope opens this. */
  scope: Scope | null;
  /**
   * Codes that the use case answers rather than the door, because the refused attempt is evidence that its transaction
   * leaves.
   */
  answeredInside: readonly RefusalCode[];
};

const invalidKeys = {
  agent_malformed: 'INVALID_API_KEY',
  agent_unknown: 'INVALID_API_KEY',
  agent_expired: 'KEY_EXPIRED',
  agent_revoked: 'KEY_REVOKED',
  agent_suspended: 'KEY_SUSPENDED',
  agent_misplaced: 'UNAUTHENTICATED',
} as const satisfies Partial<Cells>;

const noSession = { anonymous: 'UNAUTHENTICATED', ended_session: 'UNAUTHENTICATED' } as const;

const everyone = (cell: Cell) =>
  ({ viewer: cell, operator: cell, reviewer: cell, admin: cell, foreign_tenant: cell }) as const;

/** Every kind of agent credential, valid or not, gets the same. */
export const everyAgent = (cell: Cell) =>
  ({
    agent_malformed: cell,
    agent_unknown: cell,
    agent_expired: cell,
    agent_revoked: cell,
    agent_suspended: cell,
    agent_unscoped: cell,
    agent: cell,
    agent_beside_session: cell,
    agent_misplaced: cell,
  }) as const;

/** Every kind of terminal token, valid or not, gets the same. */
export const everyToken = (cell: Cell) =>
  ({
    token_viewer: cell,
    token_operator: cell,
    token_reviewer: cell,
    token_admin: cell,
    token_foreign_tenant: cell,
    token_ended: cell,
    token_misplaced: cell,
    token_beside_session: cell,
    token_beside_agent: cell,
  }) as const;

/** Every kind of service credential, valid or not, gets the same. */
export const everyService = (cell: Cell) =>
  ({
    service: cell,
    service_foreign_tenant: cell,
    service_unknown: cell,
    service_expired: cell,
    service_revoked: cell,
    service_misplaced: cell,
    service_beside_session: cell,
    service_beside_agent: cell,
    service_beside_token: cell,
  }) as const;

/** A service credential comes alone and as Bearer, or it is worth nothing. */
const serviceAlone = {
  service_misplaced: 'UNAUTHENTICATED',
  service_beside_session: 'UNAUTHENTICATED',
  service_beside_agent: 'UNAUTHENTICATED',
  service_beside_token: 'UNAUTHENTICATED',
} as const;

type Token = keyof ReturnType<typeof everyToken>;

/** A terminal's token may what its person's session may; beside another credential it is worth nothing. */
const withTokens = (cells: Omit<Cells, Token>): Cells => ({
  ...cells,
  ...everyToken('UNAUTHENTICATED'),
  token_viewer: cells.viewer,
  token_operator: cells.operator,
  token_reviewer: cells.reviewer,
  token_admin: cells.admin,
  token_foreign_tenant: cells.foreign_tenant,
});

const byScope = {
  ...invalidKeys,
  agent_unscoped: 'INSUFFICIENT_SCOPE',
  agent: 'allow',
  agent_beside_session: 'allow',
} as const;

/** Answered to anybody, whatever they carry; but a key where none may be is never passed over in silence. */
export const open: Cells = {
  ...noSession,
  ...everyToken('allow'),
  token_misplaced: 'UNAUTHENTICATED',
  token_beside_session: 'UNAUTHENTICATED',
  token_beside_agent: 'UNAUTHENTICATED',
  ...everyAgent('allow'),
  ...everyService('allow'),
  ...serviceAlone,
  ...everyone('allow'),
  agent_misplaced: 'UNAUTHENTICATED',
  anonymous: 'allow',
  ended_session: 'allow',
  no_origin: 'allow',
  foreign_origin: 'ORIGIN_NOT_ALLOWED',
};

/** What is not there is not there for anybody. */
export const nothing: Cells = {
  ...noSession,
  ...everyToken('ROUTE_NOT_FOUND'),
  ...everyAgent('ROUTE_NOT_FOUND'),
  ...everyService('ROUTE_NOT_FOUND'),
  ...everyone('ROUTE_NOT_FOUND'),
  anonymous: 'ROUTE_NOT_FOUND',
  ended_session: 'ROUTE_NOT_FOUND',
  no_origin: 'ROUTE_NOT_FOUND',
  foreign_origin: 'ROUTE_NOT_FOUND',
};

/** Every signed-in person reads; an agent by scope. `foreign`: what another tenant's person gets for this one's things. */
export const read = (foreign: Cell = 'allow'): Cells =>
  withTokens({
    ...noSession,
    ...byScope,
    ...everyService('INSUFFICIENT_SCOPE'),
    ...everyone('allow'),
    foreign_tenant: foreign,
    no_origin: 'allow',
    foreign_origin: 'ORIGIN_NOT_ALLOWED',
  });

/** The same, and the platform that what was applied configures reads it too. */
export const readApplied = (foreign: Cell = 'allow'): Cells => ({
  ...read(foreign),
  ...everyService('allow'),
  service_foreign_tenant: foreign,
  service_unknown: 'INVALID_API_KEY',
  service_expired: 'KEY_EXPIRED',
  service_revoked: 'KEY_REVOKED',
  ...serviceAlone,
});

/** These roles write, from our own pages only; an agent by scope. */
export const write = (roles: readonly Role[], foreign: Cell = 'allow'): Cells =>
  withTokens({
    ...noSession,
    ...byScope,
    ...everyService('INSUFFICIENT_SCOPE'),
    ...everyone('ROLE_REQUIRED'),
    ...Object.fromEntries(roles.map((role) => [role, 'allow'])),
    foreign_tenant: foreign,
    no_origin: 'ORIGIN_NOT_ALLOWED',
    foreign_origin: 'ORIGIN_NOT_ALLOWED',
  });
