import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, expect, inject, test } from 'vitest';
import { recomputeWholeLog } from './recompute-whole-log';
import { decidedLog } from './testing/decided-log';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());
const makeLog = () => decidedLog(owner);

test('a log that nobody touched holds, and says how far it is', async () => {
  const { system, recomputed } = await makeLog();
  expect(await recomputed()).toMatchObject({ head: { size: 24 }, pending: 3, first: [], broken: 0 });
  const steps: number[] = [];
  await recomputeWholeLog(system, (done, of) => steps.push(done / of));
  expect(steps).toEqual([1]);
});

test('a changed entry, a changed leaf hash and a changed subtree hash are each named where they lie', async () => {
  const { tamper, words } = await makeLog();
  await tamper(`update log_leaves
    set entry = convert_to(replace(convert_from(entry, 'UTF8'), '"mcp"', '"web"'), 'UTF8') where idx = 3`);
  expect(await words()).toEqual([
    expect.stringMatching(/^at #3, evd_\w{26}: the leaf hash is not that/),
    expect.stringMatching(/^at #3, drf_\w{26}: the stored draft has another channel/),
  ]);
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
  const { drafts, tamper, recomputed } = await makeLog();
  await tamper(
    'delete from log_leaves where idx = 23',
    'update log_heads set size = 23, pending_count = pending_count + 1',
  );
  const { first } = await recomputed();
  const about = { position: 8, id: drafts[5]?.id, field: 'draft' };
  expect(first).toContainEqual({ ...about, column: 'status' });
  expect(first).toContainEqual({ ...about, column: 'discarded_by' });
});

test('a draft whose status nothing in the log says, those that are gone, and a wrong counter are named', async () => {
  const { drafts, tamper, recomputed } = await makeLog();
  const [applied, hidden, waiting] = [drafts[0]?.id ?? '', drafts[7]?.id ?? '', drafts[8]?.id ?? ''];
  await tamper(
    `update drafts set status = 'expired', expired_at = '2026-01-01' where id = '${waiting}'`,
    `delete from drafts where id in ('${applied}', '${hidden}')`,
  );
  const { first } = await recomputed();
  expect(first).toEqual([
    { position: 11, id: waiting, field: 'draft', column: 'status' },
    { position: 11, id: waiting, field: 'draft', column: 'expired_at' },
    { position: 10, id: hidden, field: 'draft' },
    { position: 24, id: null, field: 'pending_count' },
    { position: 13, id: applied, field: 'draft' },
  ]);
});

test('checkpoints are held beside the leaves: what was signed is what they give, and its key signed it', async () => {
  const { sign, tamper, recomputed } = await makeLog();
  const { verifierKey } = await sign();
  expect(await recomputed()).toMatchObject({ broken: 0, checkpoints: 1, keys: [verifierKey] });
  await tamper('update log_checkpoints set root = sha256(root)');
  const fields = (await recomputed()).first.map(({ position, field }) => `${position} ${field}`);
  expect(fields).toEqual(['24 checkpoint', '24 checkpoint_root']);
});

test('a note whose signature was changed is found', async () => {
  const { sign, tamper, recomputed } = await makeLog();
  await sign();
  await tamper(`update log_checkpoints set note = regexp_replace(note, '....=\n$', E'AAA=\n')`);
  expect((await recomputed()).first).toEqual([{ position: 24, id: null, field: 'checkpoint' }]);
});

test('a log that was cut with its head is found by a checkpoint of what it was', async () => {
  const { sign, tamper, recomputed } = await makeLog();
  await sign();
  await tamper(
    'delete from log_leaves where idx >= 12',
    'update log_heads set size = 12, edge = log_edge_at(12)',
  );
  expect((await recomputed()).first).toContainEqual({ position: 24, id: null, field: 'checkpoint_root' });
});

test('a tenant without a log has nothing to recompute', async () => {
  expect(await recomputeWholeLog({ kind: 'system', tenantId: randomUUID(), name: 'test' })).toBeNull();
});
