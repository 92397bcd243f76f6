import { expect, it } from 'vitest';
import { loadInboxFilters } from './inbox-filters';
import { pageLink } from './page-link';

it('keeps the filters of a page on the next one', async () => {
  const asked = { status: 'applied', type: 'endpoint', risk: 'high,low', agent: 'key_1', q: 'orders & more' };
  const filters = await loadInboxFilters(Promise.resolve(asked));
  const link = new URL(pageLink('/history', filters, { cursor: 'next' }), 'https://countersign.example');
  expect(link.pathname).toBe('/history');
  expect(await loadInboxFilters(Promise.resolve(Object.fromEntries(link.searchParams)))).toEqual({
    ...filters,
    cursor: 'next',
  });
});
