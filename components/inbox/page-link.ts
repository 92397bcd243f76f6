import { createSerializer } from 'nuqs/server';
import { type InboxFilters, inboxFilters } from './inbox-filters';

const serialize = createSerializer(inboxFilters);

/** The same filters at another address, with what is to differ. */
export const pageLink = (
  path: string,
  filters: InboxFilters,
  over: Parameters<typeof serialize>[1],
): string => serialize(path, { ...filters, ...over });
