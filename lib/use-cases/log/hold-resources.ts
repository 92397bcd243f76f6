import {
  draftLeaves,
  endsWithoutRows,
  type HeldResource,
  type HeldVersion,
  heldResources,
  heldVersions,
} from '@/db/queries/told-rows';
import type { TenantTx } from '@/db/tenant';
import type { LogBreak } from '@/lib/domain/log/log-break';
import { type ToldDraft, toldDraft } from '@/lib/domain/log/told-draft';
import { endpoint } from '@/lib/domain/resource/endpoint/endpoint';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { storedDigest } from './stored-digest';

/** Rows of one read: at their largest their specs are 32 MB. */
const pageSize = 500;

type OnBreaks = (breaks: readonly LogBreak[]) => void;

/**
 * Holds production beside the log: each end that it tells of has its draft, and each apply its resource; each stored version
 * is what the draft proposed that made it, applied by whom and when the log says; each resource is its last version. `size`
 * is where the log ends.
 */
export async function holdResources(tx: TenantTx, size: number, onBreaks: OnBreaks): Promise<void> {
  for (const { position, draftId: id, isStored } of await endsWithoutRows(tx))
    onBreaks([{ position, id, field: isStored ? 'resource' : 'draft' }]);
  await holdVersions(tx, size, onBreaks);
  for (let after = ''; ; ) {
    const page = await heldResources(tx, { after, limit: pageSize });
    onBreaks(page.flatMap((row) => resourceBreaks(row, size)));
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.id;
  }
}

async function holdVersions(tx: TenantTx, size: number, onBreaks: OnBreaks): Promise<void> {
  for (let after = ''; ; ) {
    const page = await heldVersions(tx, { after, limit: pageSize });
    const ids = page.map(({ draft_id }) => draft_id);
    const leaves = await draftLeaves(tx, ids);
    for (const row of page) onBreaks(versionBreaks(row, toldDraft(leaves.get(row.draft_id) ?? []), size));
    const last = ids.at(-1);
    if (last === undefined || ids.length < pageSize) return;
    after = last;
  }
}

function versionBreaks(row: HeldVersion, told: ToldDraft | null, size: number): LogBreak[] {
  const about = { id: row.endpoint_id, field: 'resource', version: row.version } as const;
  const made = told?.ended?.resource;
  if (!told?.ended || !made) return [{ ...about, position: size }];
  const { position, columns: end } = told.ended;
  const { kind, id, version } = made;
  if (kind !== endpoint.name || id !== row.endpoint_id || version !== row.version)
    return [{ ...about, position, column: 'draft_id' }];
  const { applied_by, applied_at } = end;
  const said: Record<string, unknown> = { ...saidOfSpec(row, told), applied_by, applied_at };
  const spec = row.spec === null ? null : storedDigest(row.spec);
  const stored: Record<string, unknown> = { ...row, spec, applied_at: row.applied_at.toISOString() };
  return Object.keys(said)
    .filter((column) => stored[column] !== said[column])
    .map((column) => ({ ...about, position, column }));
}

/** What the draft makes of its resource. A delete proposes the name alone, and leaves no spec. */
function saidOfSpec({ name, version }: HeldVersion, { specDigest }: ToldDraft) {
  if (specDigest === storedDigest({ name })) return { operation: 'delete', spec: null, digest: null };
  return { operation: version === 1 ? 'create' : 'update', spec: specDigest, digest: specDigest };
}

function resourceBreaks({ id, spec, host, differing }: HeldResource, position: number): LogBreak[] {
  const columns = isSpec(spec) && endpoint.hostOf(spec) === host ? differing : [...differing, 'host'];
  return columns.map((column) => ({ position, id, field: 'resource', column }));
}

const isSpec = (value: unknown): value is Spec => typeof value === 'object' && value !== null;
