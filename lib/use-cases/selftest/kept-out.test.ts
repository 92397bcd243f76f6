import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Agent, Human, System } from '@/lib/domain/actor';
import { selftestIdentity } from '@/lib/domain/selftest/selftest-identity';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { newKey } from '@/lib/use-cases/testing/keys';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { discardDraft } from '../drafts/discard-draft';
import { listDrafts } from '../drafts/list-drafts';
import { authenticateKey } from '../keys/authenticate-key';
import { issueKey } from '../keys/issue-key';
import { listKeys } from '../keys/list-keys';
import { rotateKey } from '../keys/rotate-key';
import { showPolicy } from '../policy/show-policy';
import { showPosture } from '../posture/show-posture';
import { showSafety } from '../stops/show-safety';
import { ownCredentials } from './own-credentials';

let person: TestPerson;
let reviewer: Human;
let operator: Human;
let agent: Agent;
let tester: Agent;
let over: string;

beforeAll(async () => {
  const tenant = await makeTenant();
  person = await makePerson(tenant, 'reviewer');
  reviewer = await makeSession(person);
  operator = await makeSession(await makePerson(tenant, 'operator'));
  agent = (await makeKey(person)).agent;
  const system: System = { kind: 'system', tenantId: tenant.id, name: 'selftest' };
  const { key } = accepted(await ownCredentials(system));
  tester = accepted(await authenticateKey(key.token));
  const draft = await propose(tester, { name: 'tested', environment: 'dev' });
  over = draft.id;
  const own = {
    draftId: over,
    reason: 'other',
    message: 'The boundary self-test',
    idempotencyKey: null,
  } as const;
  accepted(await discardDraft(tester, own));
});

const listed = async (by: Agent | Human, input = {}, options?: { hidesSelftests: boolean }) =>
  accepted(await listDrafts(by, input, options)).items.map(({ id }) => id);
const hides = { hidesSelftests: true };

describe('what the boundary self-test leaves', () => {
  it('is in no list of drafts that people work with, nor in one of another agent, and is found by its key', async () => {
    for (const input of [{}, { decided: true }, { status: 'discarded' }, { q: 'tested' }]) {
      expect(await listed(reviewer, input)).not.toContain(over);
      expect(await listed(agent, input)).not.toContain(over);
    }
    expect(await listed(reviewer, { creator: tester.keyId })).toEqual([over]);
    expect(await listed(tester, { creator: tester.keyId })).toEqual([over]);
    expect(await listed(reviewer, {}, { hidesSelftests: false })).toContain(over);
  });

  it('is among no keys to choose from, and in the list of keys where somebody asks for it', async () => {
    const { stoppable } = await showSafety(reviewer);
    expect(stoppable.keys.map(({ id }) => id)).toEqual([agent.keyId]);
    const { keys } = await showPolicy(operator);
    expect(keys.map(({ id }) => id)).toEqual([agent.keyId]);
    const ids = async (options?: { hidesSelftests: boolean }) =>
      accepted(await listKeys(operator, {}, options)).items.map(({ key }) => key.id);
    expect(await ids(hides)).toEqual([agent.keyId]);
    expect(await ids()).toContain(tester.keyId);
    const posture = (await showPosture(reviewer)).find(({ id }) => id === 'keys');
    expect(posture?.sentence).toMatch(/^1 key in use/);
  });
});

describe('nothing else is kept out with it', () => {
  it('a draft that waits, or that was applied, is listed whoever proposed it', async () => {
    const waits = await propose(tester, { name: 'waits', environment: 'dev' });
    const applied = await propose(tester, { name: 'went-live', environment: 'dev' });
    accepted(await apply(reviewer, applied));
    expect(await listed(reviewer)).toEqual(expect.arrayContaining([waits.id, applied.id]));
    expect(await listed(agent)).toContain(waits.id);
  });

  it('no person issues a key that is called like those of the self-test, nor rotates one of them', async () => {
    const issued = await issueKey(
      operator,
      { ...newKey, human_owner_id: person.id, agent_identity: selftestIdentity },
      null,
    );
    expect(codeOf(issued)).toBe('VALIDATION_FAILED');
    accepted(
      await issueKey(operator, { ...newKey, human_owner_id: person.id, agent_identity: 'another' }, null),
    );
    expect(codeOf(await rotateKey(operator, tester.keyId, { grace_hours: 1 }, null))).toBe('KEY_NOT_ACTIVE');
  });
});
