import {
  createLoader,
  createParser,
  createSerializer,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { actorIdSchema, draftIdSchema } from '@/lib/domain/ids';
import { endOfDay, parseAsDay, startOfDay } from '../list/day';

type IdSchema = typeof draftIdSchema | typeof actorIdSchema;

const idOf = (schema: IdSchema) =>
  createParser({ parse: (id) => schema.safeParse(id).data ?? null, serialize: String });

/** The filters of the evidence page as they stand in the URL. What cannot be understood counts as absent. */
const evidenceFilters = {
  draft: idOf(draftIdSchema),
  event: parseAsStringLiteral(evidenceEvents),
  by: idOf(actorIdSchema),
  from: parseAsDay,
  to: parseAsDay,
  cursor: parseAsString,
};

export const loadEvidenceFilters = createLoader(evidenceFilters);

export const writeEvidenceFilters = createSerializer(evidenceFilters);

export type EvidenceFilters = Omit<Awaited<ReturnType<typeof loadEvidenceFilters>>, 'cursor'>;

/** The same as a question to the log: the days become the first moment of the one and the last of the other. */
export function searchOf({ draft, event, by, from, to }: EvidenceFilters) {
  const asked = { draft_id: draft, event, by, from: from && startOfDay(from), to: to && endOfDay(to) };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
}
