import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';
import type { LogBreak } from '@/lib/domain/log/log-break';
import { discardDraft } from '@/lib/use-cases/drafts/discard-draft';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { decidedLog } from './testing/decided-log';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

/** The ids of a log's first draft, which was applied, of the resource that it made, of one discarded and of one that waits. */
async function madeLog() {
  const log = await decidedLog(owner);
  const [applied = '', discarded = '', waiting = ''] = [0, 4, 8].map((nth) => log.drafts[nth]?.id);
  const [row] = await owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${log.tenant.id}, true)`;
    return sql<{ resource_id: string }[]>`select resource_id from drafts where id = ${applied}`;
  });
  const resource = row?.resource_id ?? '';
  return { ...log, ids: { applied, discarded, waiting, resource } };
}

type Ids = Awaited<ReturnType<typeof madeLog>>['ids'];
type Case = [what: string, change: (ids: Ids) => string, found: (ids: Ids) => LogBreak[]];

const draft = (position: number, id: string, column: string): LogBreak => ({
  position,
  id,
  field: 'draft',
  column,
});
const resource = (position: number, id: string, column: string): LogBreak => ({
  position,
  id,
  field: 'resource',
  column,
});
const ofVersion = (found: LogBreak): LogBreak => ({ ...found, version: 1 });
const target = `jsonb_set(spec, '{target_url}', '"https://evil.example.net/in"')`;

const changes: Case[] = [
  [
    'what a waiting draft proposes',
    ({ waiting }) =>
      `update drafts set proposed_spec = jsonb_set(proposed_spec, '{target_url}', '"https://evil.example.net/in"') where id = '${waiting}'`,
    ({ waiting }) => [draft(11, waiting, 'proposed_spec')],
  ],
  [
    'the same to what no proposal can hold',
    ({ waiting }) =>
      `update drafts set proposed_spec = jsonb_set(proposed_spec, '{max_attempts}', '1.5') where id = '${waiting}'`,
    ({ waiting }) => [draft(11, waiting, 'proposed_spec')],
  ],
  [
    'the digest beside it',
    ({ waiting }) =>
      `update drafts set proposed_spec_digest = 'sha256:' || repeat('0', 64) where id = '${waiting}'`,
    ({ waiting }) => [draft(11, waiting, 'proposed_spec_digest')],
  ],
  [
    'the name that lists show',
    ({ waiting }) => `update drafts set resource_name = 'harmless' where id = '${waiting}'`,
    ({ waiting }) => [draft(11, waiting, 'resource_name')],
  ],
  [
    'who proposed a draft',
    ({ waiting }) => `update drafts set created_by_id = 'key_other' where id = '${waiting}'`,
    ({ waiting }) => [draft(11, waiting, 'created_by_id')],
  ],
  [
    'who applied a draft, and when',
    ({ applied }) =>
      `update drafts set applied_by = 'usr_other', applied_at = '2026-01-01' where id = '${applied}'`,
    ({ applied }) => [draft(13, applied, 'applied_by'), draft(13, applied, 'applied_at')],
  ],
  [
    'who discarded a draft, and what they said',
    ({ discarded }) =>
      `update drafts set discarded_by = 'usr_other', discard_message = 'other' where id = '${discarded}'`,
    ({ discarded }) => [draft(21, discarded, 'discarded_by'), draft(21, discarded, 'discard_message')],
  ],
  [
    'the spec of a live resource',
    ({ resource: id }) => `update endpoints set spec = ${target} where id = '${id}'`,
    ({ resource: id }) => [resource(24, id, 'spec'), resource(24, id, 'host')],
  ],
  [
    'the host that proposals are measured by',
    ({ resource: id }) => `update endpoints set host = 'evil.example.net' where id = '${id}'`,
    ({ resource: id }) => [resource(24, id, 'host')],
  ],
  [
    'a live resource to a deleted one',
    ({ resource: id }) => `update endpoints set deleted_at = '2026-01-01' where id = '${id}'`,
    ({ resource: id }) => [resource(24, id, 'deleted_at')],
  ],
  [
    'the spec of a resource and of its version',
    ({ resource: id }) => `update endpoint_versions set spec = ${target} where endpoint_id = '${id}';
      update endpoints set spec = ${target}, host = 'evil.example.net' where id = '${id}'`,
    ({ resource: id }) => [ofVersion(resource(13, id, 'spec'))],
  ],
  [
    'who applied a version',
    ({ resource: id }) => `update endpoint_versions set applied_by = 'usr_other' where endpoint_id = '${id}'`,
    ({ resource: id }) => [ofVersion(resource(13, id, 'applied_by')), resource(24, id, 'version')],
  ],
  [
    'a resource to one that no draft made',
    ({
      resource: id,
    }) => `insert into endpoints select 'end_other', tenant_id, 'other', 'hook_other', spec, digest, host,
        environment, version, created_from_draft, applied_by, created_at, updated_at, deleted_at
      from endpoints where id = '${id}';
      insert into endpoint_versions select tenant_id, 'end_other', version, operation, jsonb_set(spec, '{name}', '"other"'),
        digest, 'drf_other', applied_by, applied_by_name, applied_at from endpoint_versions where endpoint_id = '${id}';
      update endpoints set spec = jsonb_set(spec, '{name}', '"other"'), created_from_draft = 'drf_other' where id = 'end_other'`,
    () => [{ position: 24, id: 'end_other', field: 'resource', version: 1 }],
  ],
  [
    'an apply to one whose resource is gone',
    ({ resource: id }) =>
      `delete from endpoint_versions where endpoint_id = '${id}'; delete from endpoints where id = '${id}'`,
    ({ applied }) => [{ position: 13, id: applied, field: 'resource' }],
  ],
];

describe('the log is held beside what is stored: a superuser who changed', () => {
  it.each(changes)('%s is found, and the column is named', async (_, change, found) => {
    const { tamper, recomputed, ids } = await madeLog();
    expect(await recomputed()).toMatchObject({ broken: 0 });
    await tamper(change(ids));
    expect((await recomputed()).first).toEqual(found(ids));
  });

  it('what a person had before them is found at their decision', async () => {
    const { tamper, recomputed } = await madeLog();
    const forged = `convert_to(replace(convert_from(entry, 'UTF8'), '"viewed_for":"apply"', '"viewed_for":"discard"'), 'UTF8')`;
    await tamper(
      `update log_leaves set entry = ${forged}, hashes = sha256('\\x00'::bytea || ${forged}) where idx = 12`,
    );
    const found = { position: 13, id: expect.stringMatching(/^evd_/), field: 'view' };
    expect((await recomputed()).first).toContainEqual(found);
  });

  it('nothing finds nothing: a resource that was updated and deleted, a draft that its agent withdrew', async () => {
    const { agent, reviewer, recomputed } = await decidedLog(owner);
    const over = { name: 'orders-0', target_url: 'https://hooks.acme.com/other' };
    accepted(await apply(reviewer, await propose(agent, over, { operation: 'update' })));
    accepted(await apply(reviewer, await propose(agent, over, { operation: 'delete' })));
    accepted(await apply(reviewer, await propose(agent, over)));
    const { id } = await propose(agent, { name: 'withdrawn' });
    const withdrawn = { draftId: id, reason: 'not_needed', message: '', idempotencyKey: null } as const;
    accepted(await discardDraft(agent, withdrawn));
    expect((await recomputed()).first).toEqual([]);
  });
});
