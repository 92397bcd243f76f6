import { describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { endpointSpec } from '@/db/testing/proposals';
import { roles } from '@/lib/domain/actor';
import { checkedProposalSchema } from '@/lib/domain/wire/checked-proposal-wire';
import { type Ask, ask } from '@/lib/http/testing/ask';
import { POST } from './route';

const path = '/api/v1/drafts/check';
const tenant = await makeTenant();
const [viewer, reviewer, operator] = await Promise.all(
  roles.map(async (role) => makeSession(await makePerson(tenant, role))),
);
if (!viewer || !reviewer || !operator) throw new Error('a role has nobody');
const key = await makeKey(await makePerson(tenant, 'reviewer'));
const body = (over = {}, rest = {}) => ({ type: 'endpoint', spec: endpointSpec(over), ...rest });
const check = (asked: Partial<Ask>) => ask(POST, { path, ...asked });

describe('POST /api/v1/drafts/check', () => {
  it('says what would change, how risky it is and who may decide', async () => {
    const { status, body: answer } = await check({ as: operator, body: body({ name: 'tried' }) });
    expect(status).toBe(200);
    const checked = checkedProposalSchema.parse(answer);
    expect(checked).toMatchObject({ acceptable: true, refusal: null });
    expect(checked.changes?.fields.map(({ field }) => field)).toContain('target_host');
    expect(checked.may_decide?.words).toContain(reviewer.name);
  });

  it('answers a refusal with its paths, and never with a value', async () => {
    const { body: answer } = await check({ as: operator, body: body({ name: 'NO', timeout_seconds: 0 }) });
    const { refusal, may_decide } = checkedProposalSchema.parse(answer);
    expect(refusal?.errors.map(({ path: where }) => where)).toEqual(
      expect.arrayContaining(['spec.name', 'spec.timeout_seconds']),
    );
    expect(may_decide).toBeNull();
  });

  it('tells an agent no names', async () => {
    const { body: answer } = await check({ token: key.token, body: body({ name: 'tried' }) });
    expect(checkedProposalSchema.parse(answer)).toMatchObject({ acceptable: true, may_decide: null });
  });

  it.each<[string, Partial<Ask>, number, string]>([
    ['a viewer', { as: viewer, body: body() }, 403, 'ROLE_REQUIRED'],
    ['nobody', { body: body() }, 401, 'UNAUTHENTICATED'],
    [
      'a page of elsewhere',
      { as: operator, headers: { origin: 'https://evil.example' }, body: body() },
      403,
      'ORIGIN_NOT_ALLOWED',
    ],
    [
      'a kind that is not there',
      { as: operator, body: { ...body(), type: 'route' } },
      403,
      'DRAFT_TYPE_NOT_CREATABLE',
    ],
    [
      'a page of another person',
      { as: operator, headers: { 'x-user-id': reviewer.userId }, body: body() },
      403,
      'USER_ID_MISMATCH',
    ],
  ])('refuses %s', async (_who, asked, status, code) => {
    expect(await check(asked)).toMatchObject({ status, body: { code } });
  });
});
