import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';
import { makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { proposalOf } from '@/db/testing/proposals';
import { lookupOf } from '@/lib/domain/keys/key-format';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import { issued, newKey } from '@/lib/use-cases/testing/keys';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { authenticateKey, keyStands } from './authenticate-key';
import { changeKey } from './change-key';
import { issueKey } from './issue-key';
import { rotateKey } from './rotate-key';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());
const tenant = await makeTenant();
const admin = await makeSession(await makePerson(tenant, 'admin'));

it('no key is issued or widened beyond what its owner may', async () => {
  const viewer = await makePerson(tenant, 'viewer');
  const beyond = await issueKey(admin, { ...newKey, human_owner_id: viewer.id }, null);
  expect(beyond).toMatchObject({ refusal: { code: 'EXCEEDS_OWNER' } });
  const { key } = await issued(admin, { human_owner_id: viewer.id, scopes: ['mcp:read:drafts'] });
  const wider = { revision: 1, scopes: ['mcp:read:drafts', 'mcp:draft:create:endpoint'] };
  expect(codeOf(await changeKey(admin, key.id, wider, null))).toBe('EXCEEDS_OWNER');
});

it('the demotion of an owner bites at the next request, which says why', async () => {
  const leaver = await makePerson(tenant, 'reviewer');
  const { key, token } = await issued(admin, { human_owner_id: leaver.id });
  const request = { correlationId: 'req_test', channel: 'mcp' } as const;
  const before = accepted(await authenticateKey(token));
  accepted(await createDraft(before, 'endpoint', proposalOf({ name: 'before-demotion' }), request));
  await ownerIn(owner, tenant, (sql) => sql`update users set role = 'viewer' where id = ${leaver.id}`);
  for (const agent of [
    accepted(await authenticateKey(token)),
    accepted(await keyStands(lookupOf(token) ?? '')),
  ]) {
    expect(agent.scopes).not.toContain('mcp:draft:create:endpoint');
    expect(agent.scopes).toContain('mcp:read:drafts');
    const refused = await createDraft(agent, 'endpoint', proposalOf({ name: 'after-demotion' }), request);
    expect(refused).toMatchObject({
      refusal: { code: 'INSUFFICIENT_SCOPE', message: expect.stringContaining('is now viewer') },
    });
  }
  expect(codeOf(await rotateKey(admin, key.id, {}, null))).toBe('EXCEEDS_OWNER');
  await ownerIn(owner, tenant, (sql) => sql`update users set disabled_at = now() where id = ${leaver.id}`);
  expect(codeOf(await authenticateKey(token))).toBe('KEY_REVOKED');
  expect(codeOf(await issueKey(admin, { ...newKey, human_owner_id: leaver.id }, null))).toBe(
    'RESOURCE_NOT_FOUND',
  );
});
