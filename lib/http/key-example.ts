import { type AgentKey, stateOf } from '@/lib/domain/keys/agent-key';
import { leastTerms } from '@/lib/domain/keys/key-terms';
import { toKeyWire } from '@/lib/domain/wire/key-wire';

const issuedAt = new Date('2026-11-21T09:42:10.250Z');

const key: AgentKey = {
  id: 'key_01KAJ3V7Q8M2N4P6R8T0V2X4Z8',
  name: 'deploy-bot of payments',
  agentIdentity: 'deploy-bot',
  purpose: 'Proposes endpoints for the payments team',
  owner: { id: 'usr_01KAJ3V7Q8M2N4P6R8T0V2X4Z7', name: 'Robin Reviewer', role: 'reviewer', disabled: false },
  environment: 'staging',
  everyEnvironment: false,
  terms: {
    ...leastTerms,
    scopes: ['mcp:read:endpoints', 'mcp:read:drafts', 'mcp:draft:create:endpoint'],
    data_classes: ['internal_engineering_docs'],
    label_scope: { team: 'payments' },
    ip_allowlist: ['198.51.100.0/24'],
  },
  status: 'active',
  statusReason: null,
  revision: 1,
  createdBy: 'usr_01KAJ3V7Q8M2N4P6R8T0V2X4ZD',
  createdAt: issuedAt,
  expiresAt: new Date('2026-12-21T09:42:10.250Z'),
  rotatedFrom: null,
  graceUntil: null,
  consent: null,
};

/** A key for the published description. */
export const keyExample = toKeyWire(key, stateOf(key, issuedAt));

export const keyUseExample = {
  last_seen_at: '2026-11-21T10:02:44.018Z',
  client_name: 'claude-code',
  client_version: '2.4.1',
  calls: 41,
  denied: 2,
};

export const newKeyExample = {
  name: keyExample.name,
  agent_identity: keyExample.agent_identity,
  purpose: keyExample.purpose,
  environment: keyExample.environment,
  days: 30,
  scopes: keyExample.scopes,
  data_classes: keyExample.data_classes,
  label_scope: keyExample.label_scope,
  ip_allowlist: keyExample.ip_allowlist,
};
