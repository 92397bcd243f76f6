import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DraftSummary, draftStatuses } from './draft';
import { type DraftSummaryJson, keepSummary, reviveSummary } from './summary-json';

const moment = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z') });
const name = fc.string({ unit: 'grapheme' });
const summary: fc.Arbitrary<DraftSummary> = fc.record({
  id: name,
  tenantId: name,
  type: fc.constant('endpoint' as const),
  operation: fc.constantFrom('create', 'update', 'delete'),
  status: fc.constantFrom(...draftStatuses),
  channel: fc.constantFrom('ui', 'api', 'mcp'),
  createdBy: fc.record({ kind: fc.constantFrom('agent', 'human'), id: name, name }),
  humanOwnerId: fc.option(name),
  createdAt: moment,
  expiresAt: moment,
  resourceName: name,
  environment: fc.constantFrom('dev', 'staging', 'prod'),
  proposedSpecDigest: name,
  base: fc.oneof(
    fc.constant({ state: 'absent' as const }),
    fc.record({ state: fc.constant('present' as const), resourceId: name, version: fc.nat(), digest: name }),
  ),
  summary: name,
  changeCount: fc.nat(),
  riskTier: fc.constantFrom('low', 'medium', 'high'),
  flagCodes: fc.array(name),
  lockVersion: fc.nat(),
  decidedAt: fc.option(moment),
  decidedBy: fc.option(fc.record({ kind: fc.constantFrom('agent', 'human', 'system'), id: name, name })),
});

it('a draft that was kept in JSON for a replay comes back as it was, to the millisecond', () => {
  fc.assert(
    fc.property(summary, (draft) => {
      const stored: DraftSummaryJson = JSON.parse(JSON.stringify(keepSummary(draft)));
      const revived = reviveSummary(stored);
      expect(revived).toEqual(draft);
      expect(revived.createdAt).toBeInstanceOf(Date);
    }),
  );
});

it('is kept with timestamps as the wire has them', () => {
  const at = new Date('2026-03-01T12:00:00.007Z');
  const [draft] = fc.sample(summary, { numRuns: 1, seed: 1 });
  if (draft === undefined) throw new Error('nothing was sampled');
  expect(keepSummary({ ...draft, createdAt: at, expiresAt: at, decidedAt: null })).toMatchObject({
    createdAt: '2026-03-01T12:00:00.007Z',
    expiresAt: '2026-03-01T12:00:00.007Z',
    decidedAt: null,
  });
});
