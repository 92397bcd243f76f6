import { describe, expect, it } from 'vitest';
import type { Flag } from '@/lib/domain/draft/risk';
import { applyGate } from './apply-gate';

const flag = (code: string, tier: Flag['tier']): Flag => ({
  code,
  tier,
  title: code,
  sentence: code,
  field: null,
});

const ready = {
  review: {
    apply: { state: 'ready' } as const,
    flags: [flag('new-domain', 'high'), flag('lookalike-host', 'high'), flag('port-unusual', 'medium')],
    checks: [],
  },
  ticks: { 'new-domain': '13:27', 'lookalike-host': '13:28' },
  diffReady: true,
  connection: 'live' as const,
};

describe('applyGate', () => {
  it('opens when the diff is drawn and every high flag is ticked', () => {
    expect(applyGate(ready)).toEqual({ button: 'ready', lead: '2 of 2 flags ticked', reason: '' });
  });

  it('waits for each high flag, and not for a medium one', () => {
    const gate = applyGate({ ...ready, ticks: { 'new-domain': '13:27', 'port-unusual': '13:27' } });
    expect(gate).toEqual({
      button: 'disabled',
      lead: '1 of 2 flags ticked.',
      reason: 'Tick 1 more flag to enable Apply',
    });
    const reasonOf = (count: number) => {
      const flags = Array.from({ length: count }, (_, index) => flag(`flag-${index}`, 'high'));
      return applyGate({ ...ready, review: { ...ready.review, flags }, ticks: {} }).reason;
    };
    expect(reasonOf(4)).toBe('Tick 4 flags to enable Apply');
    expect(reasonOf(1)).toBe('Tick 1 flag to enable Apply');
  });

  it('waits for the diff and for a connection', () => {
    expect(applyGate({ ...ready, diffReady: false }).button).toBe('disabled');
    expect(applyGate({ ...ready, connection: 'offline' }).button).toBe('disabled');
  });

  it('has no button when the person or the draft may not', () => {
    const notAllowed = { state: 'not_allowed', reason: 'You proposed this.' } as const;
    const blocked = { state: 'blocked', code: 'BASE_CHANGED', reason: 'The base moved.' } as const;
    expect(applyGate({ ...ready, review: { ...ready.review, apply: notAllowed } })).toMatchObject({
      button: 'none',
      reason: 'You proposed this.',
    });
    expect(applyGate({ ...ready, review: { ...ready.review, apply: blocked } }).button).toBe('none');
  });
});
