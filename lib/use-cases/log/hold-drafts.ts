import { draftLeaves, type HeldDraft, heldDrafts } from '@/db/queries/told-rows';
import type { TenantTx } from '@/db/tenant';
import { sha256Hex } from '@/lib/domain/evidence/digest';
import type { LogBreak } from '@/lib/domain/log/log-break';
import { pendingColumns, type Told, type ToldDraft, toldDraft } from '@/lib/domain/log/told-draft';
import { kindOf } from '@/lib/domain/resource/registry';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { storedDigest } from './stored-digest';

/** Drafts of one read: at their largest their specs are 32 MB. */
const pageSize = 500;

/** What is stored: the breaks in it, how many are pending, and the ids among `open` that are not there. */
type HeldDrafts = { pending: number; missing: string[] };

/**
 * Holds each stored draft beside what its leaves say of it: who proposed what, and who ended it how and when. Of the spec
 * and of a discard's message the log has digests, which are computed anew. `size` is where the log ends.
 */
export async function holdDrafts(
  tx: TenantTx,
  { size, open }: { size: number; open: Iterable<string> },
  onBreaks: (breaks: readonly LogBreak[]) => void,
): Promise<HeldDrafts> {
  const missing = new Set(open);
  let pending = 0;
  for (let after = ''; ; ) {
    const page = await heldDrafts(tx, { after, limit: pageSize });
    const ids = page.map(({ id }) => id);
    const leaves = await draftLeaves(tx, ids);
    for (const draft of page) {
      const told = toldDraft(leaves.get(draft.id) ?? []);
      onBreaks(told === null ? [{ position: size, id: draft.id, field: 'draft' }] : breaksOf(draft, told));
      missing.delete(draft.id);
      if (draft.status === 'pending') pending += 1;
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < pageSize) return { pending, missing: [...missing] };
    after = last;
  }
}

function breaksOf(draft: HeldDraft, { created, ended, specDigest }: ToldDraft): LogBreak[] {
  const end = ended ?? { position: created.position, columns: pendingColumns, messageDigest: null };
  const found =
    (position: number) =>
    (column: string): LogBreak => ({
      position,
      id: draft.id,
      field: 'draft',
      column,
    });
  return [
    ...[...specColumns(draft, specDigest), ...differing(draft, created)].map(found(created.position)),
    ...differing(draft, end).map(found(end.position)),
    ...(messageDigestOf(draft) === end.messageDigest ? [] : ['discard_message']).map(found(end.position)),
  ];
}

/** The spec beside its digest in the log, and the name that lists show beside the spec. */
function specColumns({ type, proposed_spec: spec, resource_name }: HeldDraft, told: string): string[] {
  if (storedDigest(spec) !== told) return ['proposed_spec'];
  const name = isSpec(spec) ? kindOf(type)?.nameOf(spec) : undefined;
  return name === undefined || name === resource_name ? [] : ['resource_name'];
}

const isSpec = (value: unknown): value is Spec => typeof value === 'object' && value !== null;

function differing(draft: HeldDraft, { columns: told }: Pick<Told, 'columns'>): string[] {
  const columns = columnsOf(draft);
  return Object.keys(told).filter((column) => columns[column] !== told[column]);
}

/** The columns as a leaf would say them. */
function columnsOf(draft: HeldDraft): Record<string, unknown> {
  const { created_at, applied_at, discarded_at, expired_at, ...same } = draft;
  const moments = { created_at, applied_at, discarded_at, expired_at };
  const said = Object.entries(moments).map(([name, at]) => [name, at?.toISOString() ?? null] as const);
  return { ...same, ...Object.fromEntries(said) };
}

function messageDigestOf({ discard_salt: salt, discard_message: message }: HeldDraft): string | null {
  if (salt === null && message === null) return null;
  return `sha256:${sha256Hex(Buffer.concat([salt ?? Buffer.of(), Buffer.from(message ?? '')]))}`;
}
