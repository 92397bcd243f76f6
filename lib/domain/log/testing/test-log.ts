import { leafOf } from '@/lib/domain/evidence/leaf';
import type { Bytes } from '@/lib/domain/log/bytes';
import { hexOf } from '@/lib/domain/log/bytes';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { treeRoot } from '@/lib/domain/log/tree-root';
import { type StoredRow, storedRows } from './stored-rows';
import { type TestSigner, testSigner } from './test-signer';

const tenant = '01890000-0000-7000-8000-000000000001';
const origin = `countersign.example/log/${tenant}`;

export type TestLog = {
  signer: TestSigner;
  rows: StoredRow[];
  headAt: (size: number) => Promise<{ size: number; root: Bytes }>;
};

/** A log in which every third record is the apply of the draft that was created before it. */
export async function testLog(size: number): Promise<TestLog> {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < size; at += 1) entries.push(await entryAt(at, entries));
  const leaves = await Promise.all(entries.map(leafHash));
  return {
    signer: await testSigner(origin),
    rows: storedRows(entries),
    headAt: async (count) => ({ size: count, root: await treeRoot(leaves.slice(0, count)) }),
  };
}

async function entryAt(at: number, before: readonly Uint8Array[]): Promise<Uint8Array> {
  const id = `evd_${at}`;
  if (at % 3 !== 2) {
    const payload = {
      draft_id: `drf_${at}`,
      proposed_spec_digest: `sha256:${'a'.repeat(64)}`,
      type: 'endpoint',
      n: at,
    };
    return leafOf({ event: 'draft_created', id, tenant, subject: `drf_${at}`, payload }).entry;
  }
  const created = hexOf(await leafHash(before[at - 1] ?? new Uint8Array()));
  const payload = {
    draft_id: `drf_${at - 1}`,
    applied_by: 'usr_1',
    resource_created: { kind: 'endpoint', id: `end_${at}`, version: 1 },
    previous_digest: `sha256:${created}`,
  };
  return leafOf({ event: 'draft_applied', id, tenant, subject: `drf_${at - 1}`, payload }).entry;
}
