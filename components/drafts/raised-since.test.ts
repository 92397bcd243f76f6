import { expect, test } from 'vitest';
import type { Flag } from '@/lib/domain/draft/risk';
import type { Refusal } from '@/lib/domain/refusal';
import { raisedSince } from './raised-since';

const flag = (code: string, tier: Flag['tier']): Flag => ({
  code,
  tier,
  title: `Title of ${code}`,
  sentence: code,
  field: null,
});
const flags = [flag('new-domain', 'high'), flag('disabled', 'medium')];
const refusal: Refusal = {
  code: 'CHECKLIST_INCOMPLETE',
  message: 'Not ticked.',
  issues: [{ path: 'acknowledged_flags', code: 'lookalike-host', message: 'Title of lookalike-host' }],
};

test('names high flags without a tick, on the page and from the refusal, each once', () => {
  expect(raisedSince(flags, {}, null)).toEqual(['Title of new-domain']);
  expect(raisedSince(flags, { 'new-domain': '13:27' }, refusal)).toEqual(['Title of lookalike-host']);
  const both = [...flags, flag('lookalike-host', 'high')];
  expect(raisedSince(both, { 'new-domain': '13:27' }, refusal)).toEqual(['Title of lookalike-host']);
});

test('is empty when all are ticked, and takes nothing from another refusal', () => {
  const ticks = { 'new-domain': '13:27', 'lookalike-host': '13:28' };
  expect(raisedSince(flags, ticks, refusal)).toEqual([]);
  expect(raisedSince([], {}, { ...refusal, code: 'VALIDATION_FAILED' })).toEqual([]);
});
