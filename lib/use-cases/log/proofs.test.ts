import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { storedHashes } from '@/db/queries/stored-hashes';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { merkleRoot } from '@/db/testing/merkle-root';
import { ownerIn } from '@/db/testing/owner-in';
import { fromBase64 } from '@/lib/domain/log/base64';
import type { Bytes } from '@/lib/domain/log/bytes';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { consistencySpans, inclusionSpans } from '@/lib/domain/log/span';
import { parseTlogProof } from '@/lib/domain/log/tlog-proof';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { isConsistent } from '@/lib/domain/log/verify-consistency';
import { rootFromInclusion } from '@/lib/domain/log/verify-inclusion';
import { toTlogProof } from '@/lib/domain/wire/proof-wire';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { entriesOf, growLog } from '@/lib/use-cases/testing/grow-log';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { proveConsistency } from './prove-consistency';
import { proveInclusion } from './prove-inclusion';
import { readCheckpoint } from './read-checkpoint';
import { readTile } from './read-tile';
import { spanHashes } from './span-hashes';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const most = 70;

describe('the stored hashes', () => {
  const whole = { entries: [] as Buffer[], leaves: [] as Bytes[], roots: [] as Bytes[] };
  const head = (size: number) => ({ size, root: Uint8Array.from(whole.roots[size] ?? []) });
  let tenant: Awaited<ReturnType<typeof makeTenant>>;

  beforeAll(async () => {
    tenant = await makeTenant();
    await growLog(tenant, most - 1);
    whole.entries = await entriesOf(tenant);
    whole.leaves = await Promise.all(whole.entries.map(leafHash));
    whole.roots = Array.from({ length: most + 1 }, (_, size) =>
      Uint8Array.from(merkleRoot(whole.entries.slice(0, size))),
    );
  });

  it('prove every leaf in every tree of 1 to 70 leaves', async () => {
    await withTenantRead(tenant.system, async (tx) => {
      for (let size = 1; size <= most; size += 1) {
        const spans = Array.from({ length: size }, (_, index) => inclusionSpans(index, size));
        const proofs = (await spanHashes(tx, spans)) ?? [];
        for (const [index, hashes] of proofs.entries()) {
          const leaf = whole.leaves[index] ?? new Uint8Array();
          expect(await rootFromInclusion({ index, size, leaf, hashes })).toEqual(whole.roots[size]);
        }
        expect(proofs).toHaveLength(size);
      }
    });
  });

  it('prove every tree of 0 to 70 leaves against every smaller one', async () => {
    await withTenantRead(tenant.system, async (tx) => {
      for (let newer = 0; newer <= most; newer += 1) {
        const spans = Array.from({ length: newer + 1 }, (_, older) => consistencySpans(older, newer));
        const proofs = (await spanHashes(tx, spans)) ?? [];
        for (const [older, hashes] of proofs.entries())
          expect(await isConsistent(head(older), head(newer), hashes)).toBe(true);
        expect(proofs).toHaveLength(newer + 1);
      }
    });
  });

  it('are not found beyond the log, and nothing is made up', async () => {
    const [within, beyond] = await withTenantRead(tenant.system, async (tx) => [
      await storedHashes(tx, [{ level: 6, index: 0 }]),
      await storedHashes(tx, [
        { level: 0, index: 0 },
        { level: 0, index: most },
      ]),
    ]);
    expect(within).toEqual([Uint8Array.from(merkleRoot(whole.entries.slice(0, 64)))]);
    expect(beyond).toBeNull();
  });
});

it('a proof is a file that holds the entry, the way to the root, and the signed root', async () => {
  const { person, reviewer, agent } = await makeTeam();
  for (const more of [1, 1, 5, 9]) {
    await growLog(person.tenant, more);
    const { items } = accepted(await listEvidence(reviewer, { limit: 100 }));
    for (const item of items) {
      const proved = accepted(
        await proveInclusion(item.merklePosition % 2 === 0 ? reviewer : agent, item.id),
      );
      expect(proved.checkpoint.size).toBe(items.length);
      const file = parseTlogProof(toTlogProof(proved));
      const key = await parseVerifierKey(proved.checkpoint.verifierKey);
      if (file === null || file.extra === null || key === null) throw new Error('no proof');
      expect(file.extra).toEqual(fromBase64(item.entry));
      const opened = await openCheckpoint(file.checkpoint, key);
      const { index, hashes } = file;
      const leaf = await leafHash(file.extra);
      const root = await rootFromInclusion({ index, size: items.length, leaf, hashes });
      expect(opened).toMatchObject({ ok: true, checkpoint: { size: items.length, root } });
    }
  }
});

describe('who may not read evidence', () => {
  it('gets no proof of it, no head and no tile', async () => {
    const { person, reviewer } = await makeTeam();
    const [first] = accepted(await listEvidence(reviewer, {})).items;
    const id = first?.id ?? '';
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(codeOf(await proveInclusion(stranger, id))).toBe('EVIDENCE_NOT_FOUND');
    const { agent: narrow } = await makeKey(person, ['mcp:read:drafts']);
    expect(codeOf(await proveInclusion(narrow, id))).toBe('INSUFFICIENT_SCOPE');
    expect(codeOf(await proveConsistency(narrow, { from: 0 }))).toBe('INSUFFICIENT_SCOPE');
    for (const log of [person.tenant.id, 'anchor']) {
      expect(codeOf(await readCheckpoint(narrow, log))).toBe('INSUFFICIENT_SCOPE');
      expect(codeOf(await readTile(narrow, { log, path: '0/000.p/1' }))).toBe('INSUFFICIENT_SCOPE');
    }
  });
});

describe('a consistency proof', () => {
  it('holds for every pair of sizes, and up to the newest signed head where none is named', async () => {
    const { person, agent } = await makeTeam();
    await growLog(person.tenant, 6);
    const entries = await entriesOf(person.tenant);
    const head = (size: number) => ({ size, root: Uint8Array.from(merkleRoot(entries.slice(0, size))) });
    for (let to = 0; to <= entries.length; to += 1) {
      for (let from = 0; from <= to; from += 1) {
        const input = to === entries.length ? { from } : { from: String(from), to: String(to) };
        const { hashes, checkpoint } = accepted(await proveConsistency(agent, input));
        expect(checkpoint.size).toBe(entries.length);
        expect(await isConsistent(head(from), head(to), hashes)).toBe(true);
      }
    }
  });

  it.each([
    [{}, 'VALIDATION_FAILED'],
    [{ from: -1 }, 'VALIDATION_FAILED'],
    [{ from: 2, to: 1 }, 'VALIDATION_FAILED'],
    [{ from: 0.5 }, 'VALIDATION_FAILED'],
    [{ from: 1e300 }, 'VALIDATION_FAILED'],
    [{ from: 0, to: '9007199254740993' }, 'VALIDATION_FAILED'],
    [{ from: 0, upto: 1 }, 'VALIDATION_FAILED'],
    [{ from: Number.MAX_SAFE_INTEGER }, 'SIZE_NOT_IN_LOG'],
    [{ from: 0, to: 99 }, 'SIZE_NOT_IN_LOG'],
  ])('is refused for %j with %s', async (input, code) => {
    const { agent } = await makeTeam();
    expect(codeOf(await proveConsistency(agent, input))).toBe(code);
  });
});

/** A log of nine records that was signed, and then changed by this statement. */
async function changed(statement: string) {
  const { person, reviewer } = await makeTeam();
  await growLog(person.tenant, 6);
  const { items } = accepted(await listEvidence(reviewer, {}));
  accepted(await proveConsistency(reviewer, { from: 3 }));
  await ownerIn(owner, person.tenant, (sql) =>
    sql.unsafe(
      `alter table log_leaves disable trigger user; ${statement}; alter table log_leaves enable trigger user`,
    ),
  );
  return {
    reviewer,
    idAt: (position: number) => items.find((one) => one.merklePosition === position)?.id ?? '',
  };
}

describe('a log that was changed behind the product', () => {
  it('gives out no proof of a record whose bytes are others', async () => {
    const { reviewer, idAt } = await changed(
      "update log_leaves set entry = convert_to(replace(convert_from(entry, 'UTF8'), 'nth\":1', 'nth\":7'), 'UTF8') where tenant_id = current_tenant() and idx = 4",
    );
    const refused = await proveInclusion(reviewer, idAt(4));
    expect(codeOf(refused)).toBe('LOG_BROKEN');
    expect(accepted(await proveInclusion(reviewer, idAt(5))).item.merklePosition).toBe(5);
  });

  it('gives out no proof that a changed hash would have to be in', async () => {
    const { reviewer, idAt } = await changed(
      "update log_leaves set hashes = overlay(hashes placing '\\x00' from 1) where tenant_id = current_tenant() and idx = 2",
    );
    expect(codeOf(await proveInclusion(reviewer, idAt(3)))).toBe('LOG_BROKEN');
    expect(codeOf(await proveConsistency(reviewer, { from: 3 }))).toBe('LOG_BROKEN');
    expect(codeOf(await proveConsistency(reviewer, { from: 3, to: 4 }))).toBe('LOG_BROKEN');
  });

  it('gives out no proof from a row that is not there', async () => {
    const { reviewer, idAt } = await changed(
      'delete from log_leaves where tenant_id = current_tenant() and idx = 2',
    );
    expect(codeOf(await proveInclusion(reviewer, idAt(3)))).toBe('LOG_BROKEN');
  });
});
