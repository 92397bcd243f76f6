import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { draftStatuses } from '@/lib/domain/draft/draft';
import { riskTiers } from '@/lib/domain/draft/risk';
import { resourceKindNames } from '@/lib/domain/resource/resource-kind';

/** The filters of a list of drafts as they stand in the URL. What cannot be understood counts as absent. */
export const inboxFilters = {
  status: parseAsStringLiteral(draftStatuses).withDefault('pending'),
  type: parseAsStringLiteral(resourceKindNames),
  risk: parseAsArrayOf(parseAsStringLiteral(riskTiers)).withDefault([]),
  agent: parseAsString,
  q: parseAsString.withDefault(''),
  cursor: parseAsString,
};

export const loadInboxFilters = createLoader(inboxFilters);

export type InboxFilters = Awaited<ReturnType<typeof loadInboxFilters>>;

/** Whether anything but the status narrows the list. */
export const isNarrowed = ({ type, risk, agent, q }: InboxFilters): boolean =>
  type !== null || risk.length > 0 || agent !== null || q !== '';
