import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { appliedEvidence } from '@/lib/domain/evidence/applied-evidence';
import { createdEvidence } from '@/lib/domain/evidence/created-evidence';
import { discardedEvidence } from '@/lib/domain/evidence/discarded-evidence';
import type { Leaf } from '@/lib/domain/evidence/leaf';
import { refusedEvidence } from '@/lib/domain/evidence/refused-evidence';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { newId } from './new-id';
import { appendLeaf } from './queries/append-leaf';
import { makeKey, makeTeam } from './testing/fixtures';

const app = postgres(inject('appUrl'), {
  max: 2,
  types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
});
const { person, reviewer, agent } = await makeTeam();
const { agent: other } = await makeKey(person);
const tenant = agent.tenantId;
let live: string;
let pending: string;
let foreign: string;

type Tx = postgres.TransactionSql<{ bigint: number }>;

/** One transaction of a serving role, committed where nothing refuses it. */
const as = (role: 'agent' | 'none', run: (sql: Tx) => Promise<unknown>, by = reviewer.userId) =>
  app.begin(async (sql) => {
    const principal = role === 'agent' ? agent.keyId : by;
    await sql`select set_config('app.tenant_id', ${tenant}, true), set_config('app.principal', ${principal}, true),
      set_config('role', ${role}, true)`;
    await run(sql);
  });

const at = new Date();
const digest = `sha256:${'0'.repeat(64)}`;
const created = (draftId: string, id = agent.keyId): Leaf =>
  createdEvidence({
    id: newId('evd'),
    tenant,
    draftId,
    type: 'endpoint',
    createdBy: { kind: 'agent', id, name: 'x' },
    channel: 'mcp',
    createdAt: at,
    proposedSpecDigest: digest,
    follows: null,
  });
const discarded = (draftId: string): Leaf =>
  discardedEvidence({
    id: newId('evd'),
    tenant,
    draftId,
    discardedBy: { kind: 'agent', id: agent.keyId },
    discardedAt: at,
    reason: 'duplicate',
    message: '',
    salt: Buffer.alloc(16),
  });
const refused = (draftId: string, kind: 'agent' | 'human', id: string): Leaf =>
  refusedEvidence({
    id: newId('evd'),
    tenant,
    draftId,
    attemptedBy: { kind, id },
    attemptedAt: at,
    codes: ['MCP_CANNOT_APPLY'],
  });
const applied = (draftId: string, resourceId: string, version: number): Leaf =>
  appliedEvidence({
    id: newId('evd'),
    tenant,
    draftId,
    appliedBy: reviewer.userId,
    appliedAt: at,
    resource: { kind: 'endpoint', id: resourceId, version },
    acknowledgedFlags: [],
    previousDigest: digest,
  });

beforeAll(async () => {
  const done = await apply(reviewer, await propose(agent, { name: 'stands' }));
  if (!done.ok) throw new Error(done.refusal.message);
  live = done.value.resource.id;
  pending = (await propose(agent, { name: 'waits' })).id;
  foreign = (await propose(other, { name: 'theirs' })).id;
});
afterAll(() => app.end());

const raise = (sql: Tx) => sql`update endpoints set version = version + 1 where id = ${live}`;
const version = (sql: Tx, draftId: string, change = sql`digest`) => sql`
  insert into endpoint_versions (tenant_id, endpoint_id, version, operation, spec, digest, draft_id, applied_by,
    applied_by_name, applied_at)
  select tenant_id, id, version, 'update', spec, ${change}, ${draftId}, 'x', 'x', now() from endpoints where id = ${live}`;

describe('a row of production', () => {
  it.each<[string, (sql: Tx) => Promise<unknown>]>([
    ['alone', raise],
    ['that keeps its version', (sql) => sql`update endpoints set spec = '{"name":"x"}' where id = ${live}`],
    ['with its version alone', (sql) => raise(sql).then(() => version(sql, pending))],
    [
      'with its leaf alone',
      (sql) => raise(sql).then(() => appendLeaf(sql, 'none', applied(pending, live, 2))),
    ],
    [
      'with a leaf that names another version',
      async (sql) => {
        await raise(sql);
        await version(sql, pending);
        await appendLeaf(sql, 'none', applied(pending, live, 1));
      },
    ],
    [
      'with a leaf about another draft',
      async (sql) => {
        await raise(sql);
        await version(sql, pending);
        await appendLeaf(sql, 'none', applied(foreign, live, 2));
      },
    ],
    [
      'with a version of another digest',
      async (sql) => {
        await raise(sql);
        await version(sql, pending, sql`'sha256:other'`);
        await appendLeaf(sql, 'none', applied(pending, live, 2));
      },
    ],
  ])('cannot be committed by a serving role %s', async (_, run) => {
    await expect(as('none', run)).rejects.toThrow('without its version or evidence');
  });

  it('can with both', async () => {
    const both = as('none', async (sql) => {
      await raise(sql);
      await version(sql, pending);
      await appendLeaf(sql, 'none', applied(pending, live, 2));
    });
    await expect(both).resolves.toBeUndefined();
  });

  it('needs those of its own transaction', async () => {
    const again = as('none', (sql) => sql`update endpoints set applied_by = 'somebody' where id = ${live}`);
    await expect(again).rejects.toThrow('without its version or evidence');
  });
});

const endSession = (sql: Tx, ended: Date | null) =>
  sql`update sessions set revoked_at = ${ended} where id = ${reviewer.sessionId}`;

describe('a session that ended', () => {
  it('stays ended', async () => {
    await as('none', (sql) => endSession(sql, at), 'system:sign-in');
    await expect(as('none', (sql) => endSession(sql, null))).rejects.toThrow('has ended for good');
  });
});

describe('the log, as an agent writes it', () => {
  it.each<[string, () => Leaf]>([
    ['the creation of a draft that is not there', () => created(newId('drf'))],
    ['the creation of another agent’s draft', () => created(foreign)],
    ['a creation by another agent', () => created(pending, other.keyId)],
    ['the discard of its draft that waits', () => discarded(pending)],
    ['the discard of another agent’s draft', () => discarded(foreign)],
    ['a refusal of another agent', () => refused(pending, 'agent', other.keyId)],
    ['a refusal of a person', () => refused(pending, 'human', agent.keyId)],
  ])('cannot hold %s', async (_, leaf) => {
    await expect(as('agent', (sql) => appendLeaf(sql, 'agent', leaf()))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('holds the creation of a draft once', async () => {
    const again = as('agent', (sql) => appendLeaf(sql, 'agent', created(pending)));
    await expect(again).rejects.toMatchObject({ constraint_name: 'log_leaves_once' });
  });

  it.each<[string, () => string]>([
    ['another agent’s draft', () => foreign],
    ['a draft that is not there', () => newId('drf')],
    ['no draft', () => 'unknown'],
  ])('holds that it was itself refused, about %s', async (_, subject) => {
    const append = as('agent', (sql) => appendLeaf(sql, 'agent', refused(subject(), 'agent', agent.keyId)));
    await expect(append).resolves.toBeUndefined();
  });
});
