import { z } from 'zod';
import { canonicalJson } from '../../evidence/canonical-json';
import { type Bytes, utf8 } from '../bytes';

/** What our predicate is called. `docs/attestation.md` says what it holds; a name need not resolve. */
export const draftAppliedType = 'https://countersign.dev/attestation/draft-applied/v1';

/** A leaf as a statement names it. */
export type StatedLeaf = {
  position: number;
  id: string;
  leafHash: string;
  payload: Record<string, unknown>;
};

const appliedSchema = z.looseObject({
  resource_created: z.object({ kind: z.string(), id: z.string(), version: z.int() }),
  previous_digest: z.string(),
});
const createdSchema = z.looseObject({
  proposed_spec_digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});

/**
 * The in-toto Statement v1 that a `draft_applied` is, as RFC 8785 bytes. Its subject is what went live: the version of the
 * resource, by the digest that its draft was created with. Null where the creation is not the one that the apply names.
 */
export function draftAppliedStatement(
  origin: string,
  { applied, created }: { applied: StatedLeaf; created: StatedLeaf },
): Bytes | null {
  const said = appliedSchema.safeParse(applied.payload).data;
  const proposed = createdSchema.safeParse(created.payload).data;
  if (said === undefined || proposed === undefined || said.previous_digest !== created.leafHash) return null;
  const { kind, id, version } = said.resource_created;
  const { proposed_spec_digest: digest } = proposed;
  return utf8(
    canonicalJson({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: `${kind}/${id}@${version}`, digest: { sha256: digest.slice('sha256:'.length) } }],
      predicateType: draftAppliedType,
      predicate: {
        origin,
        merkle_position: applied.position,
        id: applied.id,
        event: 'draft_applied',
        leaf_hash: applied.leafHash,
        payload: applied.payload,
        created: {
          merkle_position: created.position,
          id: created.id,
          leaf_hash: created.leafHash,
          proposed_spec_digest: digest,
        },
      },
    }),
  );
}
