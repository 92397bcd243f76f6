import {
  createLoader,
  createParser,
  createSerializer,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { callDecisions, callOutcomes } from '@/lib/domain/calls/recorded-call';
import { draftIdSchema } from '@/lib/domain/ids';
import { endOfDay, parseAsDay, startOfDay } from '../list/day';

const text = (max: number) =>
  createParser({
    parse: (said) =>
      said.length > 0 && said.length <= max && said.isWellFormed() && !said.includes('\0') ? said : null,
    serialize: String,
  });

/** The filters of the audit page as they stand in the URL. What cannot be understood counts as absent. */
const auditFilters = {
  q: text(100),
  decision: parseAsStringLiteral(callDecisions),
  outcome: parseAsStringLiteral(callOutcomes),
  tool: text(300),
  agent: text(200),
  key: text(40),
  code: text(100),
  run: text(200),
  correlation: text(200),
  draft: createParser({
    parse: (id) => (draftIdSchema.safeParse(id).success ? id : null),
    serialize: String,
  }),
  from: parseAsDay,
  to: parseAsDay,
  /** Whether the calls of the boundary self-test are shown among the others. */
  selftest: parseAsStringLiteral(['shown']),
  cursor: parseAsString,
};

export const loadAuditFilters = createLoader(auditFilters);

export const writeAuditFilters = createSerializer(auditFilters);

export type AuditFilters = Omit<Awaited<ReturnType<typeof loadAuditFilters>>, 'cursor'>;

/** The same as a search for calls: the days become the first moment of the one and the last of the other. */
export function searchOf({ key, code, run, correlation, draft, from, to, ...rest }: AuditFilters) {
  const asked = {
    ...rest,
    // Not a field of a search: the page asks for it beside one.
    selftest: null,
    key_id: key,
    error_code: code,
    run_id: run,
    correlation_id: correlation,
    draft_id: draft,
    from: from && startOfDay(from),
    to: to && endOfDay(to),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
}

/** The self-test asks a lot each night: it is left out unless it, or one thing that it could have done, is asked for. */
export const hidesSelftest = ({ selftest, agent, key, run, correlation, draft }: AuditFilters): boolean =>
  [selftest, agent, key, run, correlation, draft].every((value) => value === null);
