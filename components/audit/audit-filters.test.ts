import { describe, expect, it } from 'vitest';
import { hidesSelftest, loadAuditFilters, searchOf } from './audit-filters';

const read = (query: Record<string, string>) => {
  const { cursor: _, ...filters } = loadAuditFilters(query);
  return searchOf(filters);
};

const hides = (query: Record<string, string>) => hidesSelftest(loadAuditFilters(query));

describe('the filters of the audit page', () => {
  it('become a search, days as their first and last moment', () => {
    expect(read({ q: 'draft', key: 'key_1', run: 'a/b', from: '2026-02-28', to: '2026-02-28' })).toEqual({
      q: 'draft',
      key_id: 'key_1',
      run_id: 'a/b',
      from: '2026-02-28T00:00:00.000Z',
      to: '2026-03-01T00:00:00.000Z',
    });
  });

  it.each([
    { decision: 'maybe' },
    { outcome: 'fine' },
    { draft: 'drf_1' },
    { from: '2026-02-30' },
    { to: '9999-01-01' },
    { to: '2099-12-31' },
    { from: '2026-13-01' },
    { q: 'a\0' },
    { tool: 'x'.repeat(301) },
  ])('leave out what they cannot understand: %j', (query) => {
    expect(read(query)).toEqual({});
  });

  it('hide the self-test until it is asked for, or one key, run, request or draft is', () => {
    expect([hides({}), hides({ code: 'MCP_CANNOT_APPLY' })]).toEqual([true, true]);
    expect([hides({ selftest: 'shown' }), hides({ key: 'key_1' }), hides({ run: 'a' })]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
