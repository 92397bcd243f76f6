import { z } from 'zod';
import { type DraftDetail, draftDetailSchema } from '@/lib/domain/wire/draft-detail-wire';
import { type DraftWire, draftSchema } from '@/lib/domain/wire/draft-wire';
import { endpointSchema, endpointVersionSchema } from '@/lib/domain/wire/endpoint-wire';
import { evidenceSchema } from '@/lib/domain/wire/evidence-wire';
import { mayDecideSchema } from '@/lib/domain/wire/may-decide-wire';
import { outcomeSchema } from '@/lib/domain/wire/outcome-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { pressureSchema } from '@/lib/domain/wire/pressure-wire';
import { evidenceProofSchema } from '@/lib/domain/wire/proof-wire';

/** What the server answers, as far as the command reads it. */
export const draftPage = pageOf(draftSchema);
export const draftDetail = draftDetailSchema.extend({
  review_url: z.string(),
  may_decide: mayDecideSchema.optional(),
  outcome: outcomeSchema.optional(),
  pressure: pressureSchema.optional(),
});
export const endpointPage = pageOf(endpointSchema);
export const versionPage = pageOf(endpointVersionSchema);

/** A record of the log; a newer server may know events that this version does not. */
export const seenEvidence = evidenceSchema.extend({ event: z.string() });
export const evidencePage = pageOf(seenEvidence);
export const evidenceProof = evidenceProofSchema.extend({ evidence: seenEvidence });
export type SeenEvidence = z.infer<typeof seenEvidence>;

export type Detail = DraftDetail &
  Pick<z.infer<typeof draftDetail>, 'review_url' | 'may_decide' | 'outcome' | 'pressure'>;
export type { DraftWire };
