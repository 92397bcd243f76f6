import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { cutLog, restoreLog, tamperLog } from '@/db/testing/tamper-log';
import { config } from '@/lib/config';
import type { Bytes } from '@/lib/domain/log/bytes';
import { failuresOf } from '@/lib/domain/log/testing/failures-of';
import { verifyEvidence } from '@/lib/domain/log/verify/verify-evidence';
import { fetched } from '@/lib/use-cases/bundles/testing/fetched';
import { madeFor } from '@/lib/use-cases/bundles/testing/made-for';
import { accepted } from '@/lib/use-cases/testing/result';
import { acceptRestored } from './accept-restored';
import { makeLog } from './testing/make-log';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

/** A log of so many leaves that the product has signed, the bundle of it that somebody kept, and the hand of a superuser. */
async function signedLog(size = 12) {
  const { tenant, reviewer, grow } = await makeLog();
  const rows = () =>
    withTenantRead(tenant.system, async ({ sql }) => [
      ...(await sql<{ id: string; subject: string }[]>`select id, subject from log_leaves order by idx`),
    ]);
  const before = (await rows()).length;
  await grow(size - before);
  /** What the product hands out: of a draft, or of the whole log. */
  const bundle = async (asked: object = {}): Promise<Bytes> =>
    fetched(reviewer, (await madeFor(reviewer, asked)).id);
  const tamper = (statements: string) => tamperLog(owner, tenant, statements);
  const kept = await bundle();
  return { tenant, grow, rows, bundle, tamper, kept };
}

const at5 = 'where idx = 5';
const forged = `convert_to(replace(convert_from(entry, 'UTF8'), 'mcp', 'api'), 'UTF8')`;
const forgedHash = `sha256('\\x00'::bytea || ${forged})`;
/** What two leaves say, and the hashes of them, change places: each row has as many hashes as its place asks for. */
const swapped = `create temporary table taken on commit drop as select * from log_leaves where idx in (4, 5);
  update log_leaves set id = id || '-', subject = subject || '-' where idx in (4, 5);
  update log_leaves l set id = t.id, event = t.event, subject = t.subject, entry = t.entry,
    hashes = substring(t.hashes for 32) || substring(l.hashes from 33)
  from taken t where l.idx in (4, 5) and t.idx = 9 - l.idx`;
const file = 'evidence.ndjson';

describe('a bundle of a log in which a superuser', () => {
  it('changed nothing is verified, and extends what was kept', async () => {
    const { bundle, grow, kept } = await signedLog();
    await grow(2);
    expect(await verifyEvidence(await bundle(), { against: kept })).toMatchObject({
      ok: true,
      records: 14,
      against: { size: 12, isSame: false },
    });
  });

  it('changed the entry of a row names that record, and that its hash is of another', async () => {
    const { bundle, tamper, rows } = await signedLog();
    await tamper(`update log_leaves set entry = ${forged} ${at5}`);
    const id = (await rows())[5]?.id;
    expect(await failuresOf(await bundle())).toContainEqual({
      code: 'LEAF_HASH_DIFFERS',
      position: 5,
      id,
      file,
      field: 'leaf_hash',
    });
  });

  it.each([
    ['event', `'draft_expired'`],
    ['subject', `'drf_01J00000000000000000000000'`],
    ['id', `'evd_01J00000000000000000000000'`],
  ])('changed the %s of a row names that record and that field', async (field, value) => {
    const { bundle, tamper } = await signedLog();
    await tamper(`update log_leaves set ${field} = ${value} ${at5}`);
    const [failure] = await failuresOf(await bundle());
    expect(failure).toMatchObject({ code: 'FIELD_DIFFERS', position: 5, field, file });
  });

  it('changed an entry and its hash names the stretch of a range, and of a draft the very record', async () => {
    const { bundle, tamper, rows } = await signedLog();
    const [id, draftId] = [(await rows())[5]?.id, (await rows())[5]?.subject];
    await tamper(
      `update log_leaves set entry = ${forged}, hashes = ${forgedHash} || substring(hashes from 33) ${at5}`,
    );
    const verdict = await verifyEvidence(await bundle());
    expect(verdict).toMatchObject({ ok: false, failures: [{ code: 'ROOT_DIFFERS', position: 4, file }] });
    expect(JSON.stringify(verdict)).toContain('Positions 4 to 7 do not hold what was signed');
    expect(await failuresOf(await bundle({ draft_id: draftId }))).toEqual([
      { code: 'ROOT_DIFFERS', position: 5, id, file: 'proofs/5.tlog-proof' },
    ]);
  });

  it('deleted a row names its position', async () => {
    const { bundle, tamper } = await signedLog();
    await tamper('delete from log_leaves where idx = 6');
    expect(await failuresOf(await bundle())).toContainEqual({ code: 'RECORD_MISSING', position: 6, file });
  });

  it('deleted a row and moved the others up names the position at the end that has none', async () => {
    const { bundle, tamper } = await signedLog();
    await tamper(`delete from log_leaves where idx = 6;
      update log_leaves set idx = idx + 1000 where idx > 6;
      update log_leaves set idx = idx - 1001 where idx > 1000`);
    expect(await failuresOf(await bundle())).toContainEqual({ code: 'RECORD_MISSING', position: 11, file });
  });

  it('swapped two rows names the stretch in which they lie', async () => {
    const { bundle, tamper } = await signedLog();
    await tamper(swapped);
    const verdict = await verifyEvidence(await bundle());
    expect(verdict).toMatchObject({ ok: false, failures: [{ code: 'ROOT_DIFFERS', position: 4, file }] });
  });

  it('swapped the places of two rows, hashes and all, names the stretch too', async () => {
    const { bundle, tamper } = await signedLog();
    await tamper(`update log_leaves set idx = idx + 1000 where idx in (4, 5);
      update log_leaves set idx = 1009 - idx where idx in (1004, 1005)`);
    expect(await failuresOf(await bundle())).toEqual([{ code: 'ROOT_DIFFERS', position: 4, file }]);
  });

  it('cut off the end names the first record that is missing, also when the head was cut with it', async () => {
    const whole = await signedLog();
    await whole.tamper('delete from log_leaves where idx >= 9');
    expect(await failuresOf(await whole.bundle())).toContainEqual({
      code: 'RECORD_MISSING',
      position: 9,
      file,
    });
    const { tenant, bundle } = await signedLog();
    await cutLog(owner, tenant, 9);
    expect(await failuresOf(await bundle())).toContainEqual({
      code: 'FILE_MISSING',
      position: 8,
      file: 'proofs/8.tlog-proof',
    });
  });

  it('restored an older backup is found out beside what was kept, also when the log has grown past it again', async () => {
    const { tenant, bundle, grow } = await signedLog(9);
    await grow(3);
    const kept = await bundle();
    await restoreLog(owner, tenant, 9);
    const restored = await bundle();
    expect(await verifyEvidence(restored)).toMatchObject({ ok: true, size: 9 });
    expect(await failuresOf(restored, { against: kept })).toEqual([{ code: 'LOG_SHORTER', position: 9 }]);
    const operator = { ...tenant.system, name: 'operator' };
    accepted(await acceptRestored(operator, 'The disk was lost on Monday.', config().dataDir));
    await grow(6);
    const grown = await bundle();
    expect(await verifyEvidence(grown)).toMatchObject({ ok: true, size: 16 });
    expect(await failuresOf(grown, { against: kept })).toEqual([{ code: 'LOG_REWRITTEN' }]);
  });
});
