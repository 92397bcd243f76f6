import { expect, it } from 'vitest';
import { failureLine } from './failure-line';

const at = new Date('2026-11-21T03:00:05.000Z');

it('says in one line of JSON what was let through', () => {
  const through = { credential: 'a key', road: 'PUT', status: 200, code: null, passed: false };
  const failure = { event: 'boundary_selftest_failed', tenantId: 't', testId: 'bst_1' } as const;
  const line = failureLine(at, { ...failure, letThrough: [through] });
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toEqual({
    level: 'error',
    at: '2026-11-21T03:00:05.000Z',
    event: 'boundary_selftest_failed',
    tenant_id: 't',
    test_id: 'bst_1',
    let_through: [{ credential: 'a key', road: 'PUT', status: 200 }],
  });
});

it('says why nothing could be tested, with its stack, in one line too', () => {
  const failure = { event: 'boundary_selftest_not_run', tenantId: null, why: new Error('gone') } as const;
  const line = failureLine(at, failure);
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    tenant_id: null,
    why: expect.stringContaining('Error: gone'),
  });
});
