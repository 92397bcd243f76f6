import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Agent, Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import type { Result } from '@/lib/domain/refusal';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { createDraft } from './drafts/create-draft';
import { discardDraft } from './drafts/discard-draft';
import { restoreDraft } from './drafts/restore-draft';
import { revertDraft } from './drafts/revert-draft';

const request = { correlationId: 'req_test', channel: 'api' } as const;
let person: TestPerson;
let reviewer: Human;
let agent: Agent;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  agent = (await makeKey(person)).agent;
});

type Change = {
  /** Something to act on, new for every test. */
  prepare: (name: string) => Promise<DraftSummary>;
  /** What a client sends, with the key, about `draft`. */
  send: (actor: Human | Agent, draft: DraftSummary, key: string) => Promise<Result<{ replayed: boolean }>>;
  actor: () => Human | Agent;
  /** Somebody under the same id who may not do it any more. */
  deprived: () => Human | Agent;
};

const waiting = (name: string) => propose(agent, { name });
const applied = async (name: string) => accepted(await apply(reviewer, await waiting(name))).draft;
const discard = (actor: Human | Agent, { id: draftId }: DraftSummary, idempotencyKey: string | null) =>
  discardDraft(actor, { draftId, reason: 'other', message: '', idempotencyKey });
const discarded = async (name: string) => accepted(await discard(reviewer, await waiting(name), null)).draft;
const human = (actor: Human | Agent): Human => {
  if (actor.kind !== 'human') throw new Error('not a person');
  return actor;
};
const asPerson = { actor: () => reviewer, deprived: (): Human => ({ ...reviewer, role: 'viewer' }) };
const asAgent = { actor: () => agent, deprived: (): Agent => ({ ...agent, scopes: [] }) };
const followed =
  (act: typeof revertDraft) =>
  (actor: Human | Agent, { id: draftId }: DraftSummary, key: string) =>
    act(human(actor), { draftId, rationale: null, idempotencyKey: key }, request);

const changes: [string, Change][] = [
  [
    'create',
    {
      ...asAgent,
      prepare: waiting,
      send: (actor, { resourceName }, key) =>
        createDraft(
          actor,
          'endpoint',
          proposalOf({ name: resourceName, timeout_seconds: 3 }, { idempotency_key: key }),
          request,
        ),
    },
  ],
  ['discard by an agent', { ...asAgent, prepare: waiting, send: discard }],
  ['discard by a person', { ...asPerson, prepare: waiting, send: discard }],
  ['revert', { ...asPerson, prepare: applied, send: followed(revertDraft) }],
  ['restore', { ...asPerson, prepare: discarded, send: followed(restoreDraft) }],
];

const counts = () =>
  withTenantRead(reviewer, async ({ sql }) => [
    ...(await sql`select (select count(*) from log_leaves) as leaves, (select count(*) from drafts) as drafts`),
  ]);

describe.each(changes)('%s', (what, { prepare, send, actor, deprived }) => {
  const name = (test: string) => `${what.replaceAll(' ', '-')}-${test}`;

  it('is answered again with the same answer, and done once', async () => {
    const draft = await prepare(name('replay'));
    const first = accepted(await send(actor(), draft, name('replay')));
    const before = await counts();
    expect(accepted(await send(actor(), draft, name('replay')))).toEqual({ ...first, replayed: true });
    expect(await counts()).toEqual(before);
  });

  it('is done once for twelve at once', async () => {
    const draft = await prepare(name('twins'));
    const twins = Array.from({ length: 12 }, () => send(actor(), draft, name('twins')));
    const answers = (await Promise.all(twins)).map(accepted);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const [first] = answers;
    expect(answers.map((answer) => ({ ...answer, replayed: false }))).toEqual(
      answers.map(() => ({ ...first, replayed: false })),
    );
  });

  it('is refused for another request under the same key', async () => {
    const [one, other] = [await prepare(name('one')), await prepare(name('other'))];
    accepted(await send(actor(), one, name('conflict')));
    expect(codeOf(await send(actor(), other, name('conflict')))).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('is not replayed to somebody who may not do it any more', async () => {
    const draft = await prepare(name('deprived'));
    accepted(await send(actor(), draft, name('deprived')));
    expect(['ROLE_REQUIRED', 'INSUFFICIENT_SCOPE']).toContain(
      codeOf(await send(deprived(), draft, name('deprived'))),
    );
  });
});
