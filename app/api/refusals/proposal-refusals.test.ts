import { beforeAll, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { proposalAdvice } from '@/lib/domain/refusal-guide/proposal-advice';
import { ask } from '@/lib/http/testing/ask';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

let reviewer: Human;
let key: TestKey;
let fullKey: TestKey;

beforeAll(async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  key = await makeKey(person);
  fullKey = await makeKey(person, undefined, { maxPending: 1 });
});

const create = (spec: Record<string, unknown> = {}, more: Record<string, unknown> = {}, by = key) =>
  ask(judged, {
    path: '/api/v1/drafts',
    token: by.token,
    body: { type: 'endpoint', ...proposalOf(spec), ...more },
  });
const live = async (name: string) => accepted(await apply(reviewer, await propose(key.agent, { name })));
const follow = async (verb: 'revert' | 'restore', name: string) => {
  const { id } = await propose(key.agent, { name });
  return ask(judged, { path: `/api/v1/drafts/${id}/${verb}`, as: reviewer, body: {} });
};

/** How each code is provoked. */
const provoked = {
  DRAFT_TYPE_NOT_CREATABLE: () => create({}, { type: 'route' }),
  RESOURCE_NAME_CONFLICT: async () => {
    await live('taken');
    return create({ name: 'taken' });
  },
  BASE_CHANGED: async () => {
    await live('moved');
    return create({ name: 'moved' }, { operation: 'update', base_version: 9 });
  },
  PROVIDER_TEMPLATE_UNKNOWN: () => create({ provider_template: 'paypal' }),
  TARGET_URL_INVALID: () => create({ target_url: 'https://169.254.169.254/latest' }),
  SECRET_MATERIAL_DETECTED: () => create({ description: ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_') }),
  DRAFT_LIMIT_REACHED: async () => {
    await propose(fullKey.agent, { name: 'the-only-one' });
    return create({ name: 'one-too-many' }, {}, fullKey);
  },
  DRAFT_NOT_APPLIED: () => follow('revert', 'not-applied'),
  DRAFT_NOT_RESTORABLE: () => follow('restore', 'still-pending'),
} satisfies Record<keyof typeof proposalAdvice, () => Promise<Said>>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});
