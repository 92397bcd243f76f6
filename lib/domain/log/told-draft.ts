import { z } from 'zod';

/** A leaf about a draft, as it is stored. */
export type DraftLeaf = { idx: number; event: string; entry: Uint8Array };

/** What one leaf says that a row says too: by the name of the column. */
export type Told = {
  position: number;
  columns: Readonly<Record<string, string | number | null>>;
};

/** What the log says of one draft. `ended` is null while nothing ended it. */
export type ToldDraft = {
  specDigest: string;
  created: Told;
  ended: (Told & { resource: ToldResource | null; messageDigest: string | null }) | null;
};

/** What an apply says that it made. */
export type ToldResource = { kind: string; id: string; version: number };

const party = z.object({ kind: z.string(), id: z.string() });

const createdSchema = z.object({
  type: z.string(),
  created_by: party,
  channel: z.string(),
  created_at: z.string(),
  proposed_spec_digest: z.string(),
  reverts: z.string().optional(),
  restores: z.string().optional(),
});

const appliedSchema = z.object({
  applied_by: z.string(),
  applied_at: z.string(),
  resource_created: z.object({ kind: z.string(), id: z.string(), version: z.number() }),
});

const discardedSchema = z.object({
  discarded_by: party,
  discarded_at: z.string(),
  reason: z.string(),
  message_digest: z.string(),
});

const expiredSchema = z.object({ expired_at: z.string() });

/** No end says these of a draft that has another. */
const unended = {
  applied_by: null,
  applied_at: null,
  resource_id: null,
  resource_version: null,
  discarded_by: null,
  discarded_by_kind: null,
  discarded_at: null,
  discard_reason: null,
  expired_at: null,
};

/** What the leaves of one draft say, in their order; null where none of them tells of its creation. */
export function toldDraft(leaves: readonly DraftLeaf[]): ToldDraft | null {
  const creation = leaves.find(({ event }) => event === 'draft_created');
  const said = createdSchema.safeParse(creation && payloadOf(creation));
  if (creation === undefined || !said.success) return null;
  const { created_by, proposed_spec_digest: specDigest, reverts, restores, ...same } = said.data;
  const columns = {
    ...same,
    created_by_kind: created_by.kind,
    created_by_id: created_by.id,
    proposed_spec_digest: specDigest,
    reverts: reverts ?? null,
    restores: restores ?? null,
  };
  const [ended = null] = leaves.flatMap((leaf) => endOf(leaf) ?? []);
  return { specDigest, created: { position: creation.idx, columns }, ended };
}

/** What a row says of the end of a draft that has none. */
export const pendingColumns: Told['columns'] = { status: 'pending', ...unended };

function endOf(leaf: DraftLeaf): ToldDraft['ended'] {
  const position = leaf.idx;
  const applied = leaf.event === 'draft_applied' ? appliedSchema.safeParse(payloadOf(leaf)).data : undefined;
  if (applied) {
    const { resource_created: resource, ...same } = applied;
    const made = { resource_id: resource.id, resource_version: resource.version };
    const columns = { ...unended, status: 'applied', ...same, ...made };
    return { position, columns, resource, messageDigest: null };
  }
  const discarded =
    leaf.event === 'draft_discarded' ? discardedSchema.safeParse(payloadOf(leaf)).data : undefined;
  if (discarded) {
    const { discarded_by: by, discarded_at, reason, message_digest: messageDigest } = discarded;
    const who = { discarded_by: by.id, discarded_by_kind: by.kind };
    const columns = { ...unended, status: 'discarded', ...who, discarded_at, discard_reason: reason };
    return { position, columns, resource: null, messageDigest };
  }
  const expired = leaf.event === 'draft_expired' ? expiredSchema.safeParse(payloadOf(leaf)).data : undefined;
  return expired
    ? {
        position,
        columns: { ...unended, status: 'expired', ...expired },
        resource: null,
        messageDigest: null,
      }
    : null;
}

/** The walk over the log has judged the bytes; whatever cannot be read says nothing here. */
function payloadOf({ entry }: DraftLeaf): unknown {
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(entry));
    return typeof said === 'object' && said !== null && 'payload' in said ? said.payload : null;
  } catch {
    return null;
  }
}
