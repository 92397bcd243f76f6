import { beforeAll, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import type { Grant } from '@/lib/domain/keys/grant';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { keyAdvice } from '@/lib/domain/refusal-guide/key-advice';
import { ask } from '@/lib/http/testing/ask';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { revokeKey } from '@/lib/use-cases/keys/revoke-key';
import { issued, newKey } from '@/lib/use-cases/testing/keys';
import { accepted } from '@/lib/use-cases/testing/result';

let person: TestPerson;
let viewer: TestPerson;
let admin: Human;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'admin');
  viewer = await makePerson(person.tenant, 'viewer');
  admin = await makeSession(person);
});

const post = (path: string, body: unknown) => ask(judged, { path: `/api/v1/keys${path}`, as: admin, body });
const proposed = async (grant: Partial<Omit<Grant, 'expiresAt' | 'revision'>>) =>
  ask(judged, {
    path: '/api/v1/drafts',
    token: (await makeKey(person, undefined, { grant })).token,
    body: { type: 'endpoint', ...proposalOf({ environment: 'prod' }) },
  });

/** How each code is provoked. */
const provoked = {
  SCOPE_UNKNOWN: () => post('', { ...newKey, scopes: ['mcp:write:endpoints'] }),
  EXCEEDS_OWNER: () =>
    post('', { ...newKey, human_owner_id: viewer.id, scopes: ['mcp:draft:create:endpoint'] }),
  KEY_NOT_ACTIVE: async () => {
    const { key } = await issued(admin);
    accepted(await revokeKey(admin, key.id, {}, null));
    return post(`/${key.id}/suspend`, { reason: 'a test' });
  },
  ADDRESS_NOT_ALLOWED: () => proposed({ ipAllowlist: ['198.51.100.0/24'] }),
  ENVIRONMENT_NOT_ALLOWED: () => proposed({ environment: 'dev', everyEnvironment: false }),
} satisfies Record<keyof typeof keyAdvice, () => Promise<Said>>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});
