/** Every kind of caller that a door tells apart, with what it presents. The order is that of the published table. */
export const credentialKinds = {
  anonymous: 'nothing at all',
  agent_malformed: 'an agent key that has not the form of one',
  agent_unknown: 'an agent key that nobody issued',
  agent_expired: 'an expired agent key',
  agent_revoked: 'a revoked agent key',
  agent_suspended: 'a suspended agent key',
  agent_unscoped: 'an agent key without the scope',
  agent: 'an agent key with every scope',
  agent_beside_session: 'a reviewer’s session and an agent key',
  agent_misplaced: 'an agent key in the address, a cookie, Basic or X-API-Key, with or without a session',
  ended_session: 'a session that has ended',
  no_origin: 'a reviewer’s session without an Origin header',
  foreign_origin: 'a reviewer’s session from another site',
  viewer: 'a viewer’s session',
  operator: 'an operator’s session',
  reviewer: 'a reviewer’s session',
  admin: 'an admin’s session',
  foreign_tenant: 'the session of another tenant’s reviewer, asking for this tenant’s things',
} as const;

export type CredentialKind = keyof typeof credentialKinds;
