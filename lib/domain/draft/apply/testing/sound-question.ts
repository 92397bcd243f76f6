import type { Agent, Human, System } from '../../../actor';
import { digestOf } from '../../../evidence/digest';
import { openGrant } from '../../../keys/testing/open-grant';
import { endpoint } from '../../../resource/endpoint/endpoint';
import type { ApplyQuestion } from '../question';

export const now = new Date('2026-03-01T12:00:00.000Z');
export const [spec = {}] = endpoint.examples;

export const person: Human = {
  kind: 'human',
  tenantId: 'acme',
  userId: 'usr_1',
  sessionId: 'ses_1',
  name: 'Ada',
  email: 'ada@acme.example.com',
  role: 'reviewer',
};
export const agent: Agent = {
  kind: 'agent',
  tenantId: 'acme',
  keyId: 'key_1',
  name: 'bot',
  ownerId: 'usr_1',
  ownerRole: 'reviewer',
  scopes: [],
  grant: openGrant,
};
export const system: System = { kind: 'system', tenantId: 'acme', name: 'sweep' };
const base = { resourceId: 'end_1', version: 3, digest: digestOf(spec) };
export const live = { ...base, spec };

/** An update that a person may apply: nothing stands against it. */
export const soundQuestion: ApplyQuestion = {
  actor: person,
  now,
  seen: { digest: digestOf(spec), lockVersion: 7 },
  draft: {
    tenantId: 'acme',
    type: 'endpoint',
    operation: 'update',
    status: 'pending',
    expiresAt: new Date(now.getTime() + 60_000),
    proposedSpec: spec,
    proposedSpecDigest: digestOf(spec),
    lockVersion: 7,
    createdBy: { kind: 'agent', id: agent.keyId, name: agent.name },
    base: { state: 'present', ...base },
  },
  live,
  moved: [],
  deciders: 2,
};

/** The same question about a draft that is changed. */
export const withDraft =
  (change: Partial<ApplyQuestion['draft']>) =>
  (asked: ApplyQuestion): ApplyQuestion => ({ ...asked, draft: { ...asked.draft, ...change } });
