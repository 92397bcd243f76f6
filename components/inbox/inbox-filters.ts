import {
  createLoader,
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { draftStatuses } from '@/lib/domain/draft/draft';
import { riskTiers } from '@/lib/domain/draft/risk';
import { resourceKindNames } from '@/lib/domain/resource/resource-kind';

export const longestSearch = 100;

const unsearchable = /\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/u;

const matching = (fits: (value: string) => boolean) =>
  createParser({ parse: (value) => (fits(value) ? value : null), serialize: String });

/** The filters of a list of drafts as they stand in the URL. What cannot be understood counts as absent. */
export const inboxFilters = {
  status: parseAsStringLiteral(draftStatuses).withDefault('pending'),
  type: parseAsStringLiteral(resourceKindNames),
  risk: parseAsArrayOf(parseAsStringLiteral(riskTiers)).withDefault([]),
  agent: matching((id) => /^\w{1,100}$/.test(id)),
  q: matching((text) => text.length <= longestSearch && !unsearchable.test(text)).withDefault(''),
  /** What the boundary self-test left is listed too. */
  selftest: parseAsStringLiteral(['shown']),
  cursor: parseAsString,
};

export const loadInboxFilters = createLoader(inboxFilters);

export const writeInboxFilters = createSerializer(inboxFilters, { clearOnDefault: false });

export type InboxFilters = Awaited<ReturnType<typeof loadInboxFilters>>;

/** Whether anything but the status narrows the list. */
export const isNarrowed = ({ type, risk, agent, q }: InboxFilters): boolean =>
  type !== null || risk.length > 0 || agent !== null || q.trim() !== '';

/** The same as the list of drafts asks for it. */
export const narrowing = ({ type, risk, agent, q }: InboxFilters) => ({
  ...(type === null ? {} : { type }),
  ...(risk.length === 0 ? {} : { risk }),
  ...(agent === null ? {} : { creator: agent }),
  ...(q.trim() === '' ? {} : { q }),
});
