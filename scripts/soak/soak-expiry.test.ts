import { expect, it } from 'vitest';
import { mostInASecond } from './audit-tenants';
import { bounds, soakExpiry } from './soak-expiry';

it('counts the fullest second, wherever it begins', () => {
  expect(mostInASecond([])).toBe(0);
  expect(mostInASecond([0, 999, 1000, 1500, 1998, 2500])).toBe(4);
});

it('two processes sweep 200 due drafts while agents propose: none lost, one leaf each, never above the bound', async () => {
  const plan = { drafts: 200, tenants: 2, processes: 2, perSecond: 100, log: () => {} };
  const found = await soakExpiry(plan);
  const missed = bounds(plan).filter(({ holds }) => !holds(found));
  expect(missed.map(({ says }) => `${says}: ${JSON.stringify(found)}`)).toEqual([]);
  expect(found.mostPerSecond).toBeGreaterThan(plan.perSecond / 4);
}, 180_000);
