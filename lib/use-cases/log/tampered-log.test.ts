import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { ownerIn } from '@/db/testing/owner-in';
import { type Bytes, utf8 } from '@/lib/domain/log/bytes';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { failuresOf } from '@/lib/domain/log/testing/failures-of';
import type { StoredRow } from '@/lib/domain/log/testing/stored-rows';
import { testSigner } from '@/lib/domain/log/testing/test-signer';
import { writeBundle } from '@/lib/domain/log/testing/write-bundle';
import { treeRoot } from '@/lib/domain/log/tree-root';
import { verifyEvidence } from '@/lib/domain/log/verify/verify-evidence';
import { makeLog } from './testing/make-log';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

/** A log of the product, what was signed of it while it was whole, and the hand of a superuser. */
async function signedLog(leaves: number) {
  const { tenant, grow } = await makeLog();
  const signer = await testSigner(`countersign.example/log/${tenant.id}`);
  const rows = () =>
    withTenantRead(tenant.system, async ({ sql }) => [
      ...(await sql<StoredRow[]>`
        select idx, id, event, subject, entry, hashes from log_leaves
        where tenant_id = current_tenant() order by idx`),
    ]);
  const headNow = async () => {
    const hashes = await Promise.all((await rows()).map(({ entry }) => leafHash(entry)));
    return { size: hashes.length, root: await treeRoot(hashes) };
  };
  const have = (await rows()).length;
  await grow(leaves - have);
  const head = await headNow();
  /** What the product hands out of its rows, under the head that it signed. */
  const bundle = async (signed = head): Promise<Bytes> => {
    const scope = { kind: 'range', from: 0, to: signed.size } as const;
    return writeBundle({ signer, rows: await rows(), head: signed, scope });
  };
  const tamper = (statement: string) =>
    ownerIn(owner, tenant, (sql) =>
      sql.unsafe(`alter table log_leaves disable trigger user; alter table log_heads disable trigger user;
        ${statement};
        alter table log_leaves enable trigger user; alter table log_heads enable trigger user`),
    );
  const kept = utf8(signer.checkpoint(head));
  return { tenant, grow, rows, head, headNow, bundle, tamper, kept };
}

const mine = 'tenant_id = current_tenant()';
const forged = `convert_to(replace(convert_from(entry, 'UTF8'), '"mcp"', '"web"'), 'UTF8')`;
const file = 'evidence.ndjson';

describe('a bundle of a log in which a superuser', () => {
  it('changed nothing is verified', async () => {
    const { bundle, kept } = await signedLog(12);
    expect(await verifyEvidence(await bundle(), { against: kept })).toMatchObject({ ok: true, records: 12 });
  });

  it('changed the entry of a row names that record, and that its hash is of another', async () => {
    const { bundle, tamper, rows } = await signedLog(12);
    await tamper(`update log_leaves set entry = ${forged} where ${mine} and idx = 5`);
    const id = (await rows())[5]?.id;
    expect(await failuresOf(await bundle())).toContainEqual({
      code: 'LEAF_HASH_DIFFERS',
      position: 5,
      id,
      file,
      field: 'leaf_hash',
    });
  });

  it('changed an entry and its hash names the stretch that does not make the signed root', async () => {
    const { bundle, tamper } = await signedLog(12);
    await tamper(`update log_leaves
      set entry = ${forged}, hashes = sha256('\\x00'::bytea || ${forged}) || substring(hashes from 33)
      where ${mine} and idx = 5`);
    const verdict = await verifyEvidence(await bundle());
    expect(verdict).toMatchObject({ ok: false, failures: [{ code: 'ROOT_DIFFERS', position: 4, file }] });
    expect(JSON.stringify(verdict)).toContain('Positions 4 to 7 do not hold what was signed');
  });

  it('deleted a row names its position', async () => {
    const { bundle, tamper } = await signedLog(12);
    await tamper(`delete from log_leaves where ${mine} and idx = 6`);
    expect(await failuresOf(await bundle())).toEqual([{ code: 'RECORD_MISSING', position: 6, file }]);
  });

  it('swapped two rows names the stretch in which they lie', async () => {
    const { bundle, tamper } = await signedLog(12);
    await tamper(`update log_leaves set idx = idx + 1000 where ${mine} and idx in (4, 5);
      update log_leaves set idx = 1009 - idx where ${mine} and idx in (1004, 1005)`);
    expect(await failuresOf(await bundle())).toEqual([{ code: 'ROOT_DIFFERS', position: 4, file }]);
  });

  it('cut off the end names what is missing, or beside a kept checkpoint that it is shorter', async () => {
    const { bundle, tamper, headNow, kept } = await signedLog(12);
    await tamper(`delete from log_leaves where ${mine} and idx >= 9`);
    expect(await failuresOf(await bundle())).toContainEqual({ code: 'RECORD_MISSING', position: 9, file });
    const shorter = await bundle(await headNow());
    expect(await verifyEvidence(shorter)).toMatchObject({ ok: true, size: 9 });
    expect(await failuresOf(shorter, { against: kept })).toEqual([{ code: 'LOG_SHORTER', position: 9 }]);
  });

  it('restored an older backup is found out, also when the log has grown past it again', async () => {
    const { tenant, bundle, tamper, grow, rows, headNow, kept } = await signedLog(12);
    const edges: string[] = [];
    await ownerIn(owner, tenant, async (sql) => {
      const [edge] = await sql<{ hex: string }[]>`select encode(log_edge_at(9), 'hex') as hex`;
      edges.push(edge?.hex ?? '');
    });
    await tamper(`delete from log_leaves where ${mine} and idx >= 9;
      update log_heads set size = 9, edge = '\\x${edges.join('')}' where ${mine}`);
    expect(await failuresOf(await bundle(await headNow()), { against: kept })).toEqual([
      { code: 'LOG_SHORTER', position: 9 },
    ]);
    await grow(6);
    expect(await rows()).toHaveLength(15);
    const grown = await bundle(await headNow());
    expect(await verifyEvidence(grown)).toMatchObject({ ok: true, size: 15 });
    expect(await failuresOf(grown, { against: kept })).toEqual([{ code: 'LOG_REWRITTEN' }]);
  });
});
