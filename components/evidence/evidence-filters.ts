import {
  createLoader,
  createParser,
  createSerializer,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { draftIdSchema } from '@/lib/domain/ids';

/** The filters of the evidence page as they stand in the URL. What cannot be understood counts as absent. */
const evidenceFilters = {
  draft: createParser({
    parse: (id) => (draftIdSchema.safeParse(id).success ? id : null),
    serialize: String,
  }),
  event: parseAsStringLiteral(evidenceEvents),
  cursor: parseAsString,
};

export const loadEvidenceFilters = createLoader(evidenceFilters);

export const writeEvidenceFilters = createSerializer(evidenceFilters);
