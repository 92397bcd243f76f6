import postgres from 'postgres';
import { afterAll, expect, inject, test } from 'vitest';
import { makeTeam } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { breakWords } from '@/lib/domain/log/break-words';
import { discardDraft } from '@/lib/use-cases/drafts/discard-draft';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { auditWholeLog } from './audit-whole-log';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const tables = ['log_leaves', 'log_heads', 'drafts'];

/** A log of sixteen leaves: one key, nine drafts, four applied, two discarded. */
async function makeLog() {
  const team = await makeTeam();
  const drafts = [];
  for (let nth = 0; nth < 9; nth += 1) drafts.push(await propose(team.agent, { name: `orders-${nth}` }));
  for (const draft of drafts.slice(0, 4)) accepted(await apply(team.reviewer, draft));
  for (const { id } of drafts.slice(4, 6)) {
    const reason = { reason: 'not_needed', message: '', idempotencyKey: null } as const;
    accepted(await discardDraft(team.reviewer, { draftId: id, ...reason }));
  }
  const { tenant } = team.person;
  const { system } = tenant;
  const audit = () => auditWholeLog(system);
  return {
    drafts,
    system,
    audit,
    words: async () => (await audit()).first.map(breakWords),
    /** As whoever owns the tables may, with every trigger that keeps the log as it is out of the way. */
    tamper: (...statements: string[]) =>
      ownerIn(owner, tenant, (sql) =>
        sql.unsafe(
          [
            `lock table ${tables.join(', ')} in share row exclusive mode`,
            ...tables.map((table) => `alter table ${table} disable trigger user`),
            ...statements,
            ...tables.map((table) => `alter table ${table} enable trigger user`),
          ].join(';'),
        ),
      ),
  };
}

test('a log that nobody touched holds, and its audit tells how far it is', async () => {
  const { system, audit } = await makeLog();
  expect(await audit()).toMatchObject({ head: { size: 16 }, pending: 3, first: [], broken: 0 });
  const steps: number[] = [];
  await auditWholeLog(system, (done, of) => steps.push(done / of));
  expect(steps).toEqual([1]);
});

test('a changed entry, a changed leaf hash and a changed subtree hash are each named where they lie', async () => {
  const { tamper, words } = await makeLog();
  await tamper(`update log_leaves
    set entry = convert_to(replace(convert_from(entry, 'UTF8'), '"mcp"', '"web"'), 'UTF8') where idx = 3`);
  expect(await words()).toEqual([expect.stringMatching(/^at #3, evd_\w{26}: the leaf hash is not that/)]);
  await tamper(
    'update log_leaves set hashes = set_byte(hashes, 64, 255 - get_byte(hashes, 64)) where idx = 11',
  );
  const [, second] = await words();
  expect(second).toMatch(/^at #11, evd_\w{26}: the hash of the 4 leaves that end there/);
});

test('a deleted row and a truncated log are named', async () => {
  const { tamper, words } = await makeLog();
  await tamper('delete from log_leaves where idx >= 14');
  const [first] = await words();
  expect(first).toBe('at #14: the leaves end, and the head of the log says another size (size)');
  await tamper('delete from log_leaves where idx in (4, 5)');
  expect(await words()).toContain('at #4: 2 leaves are missing (position)');
});

test('a head that was moved back together with its leaves leaves the drafts behind', async () => {
  const { drafts, tamper, audit } = await makeLog();
  await tamper(
    'delete from log_leaves where idx = 15',
    'update log_heads set size = 15, pending_count = pending_count + 1',
  );
  const { first } = await audit();
  expect(first).toContainEqual({ position: 15, id: drafts[5]?.id, field: 'draft' });
});

test('a draft whose status nothing in the log says, one that is gone, and a wrong counter are named', async () => {
  const { drafts, tamper, audit } = await makeLog();
  const [applied, waiting] = [drafts[0]?.id ?? '', drafts[8]?.id ?? ''];
  await tamper(
    `update drafts set status = 'expired', expired_at = now() where id = '${waiting}'`,
    `delete from drafts where id = '${applied}'`,
  );
  const { first, broken } = await audit();
  expect(broken).toBe(4);
  expect(first).toContainEqual({ position: 9, id: waiting, field: 'draft' });
  expect(first).toContainEqual({ position: 16, id: waiting, field: 'draft' });
  expect(first).toContainEqual({ position: 16, id: null, field: 'draft_count' });
  expect(first).toContainEqual({ position: 16, id: null, field: 'pending_count' });
});
