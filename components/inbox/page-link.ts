import { createSerializer } from 'nuqs/server';
import { type InboxFilters, inboxFilters } from './inbox-filters';

const serialize = createSerializer(inboxFilters);

/** The same filters on another page. */
export const pageLink = (path: string, filters: InboxFilters, cursor: string): string =>
  serialize(path, { ...filters, cursor });
