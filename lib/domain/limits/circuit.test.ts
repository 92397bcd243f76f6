import { describe, expect, it } from 'vitest';
import { keyRefusals } from '../keys/key-terms';
import { type Circuit, circuitAfter, circuitRule, closedCircuit, coolDownSeconds, weightOf } from './circuit';

const at = new Date('2026-03-01T12:00:00.000Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const most = keyRefusals.usual;
const closed = (score: number): Circuit => ({ ...closedCircuit(most, at), score });
const half = (trips: number): Circuit => ({
  ...closedCircuit(most, at),
  state: 'half_open',
  trips,
  openUntil: at,
});
const { windowSeconds } = circuitRule;

const table: [string, Circuit, number, number, Partial<Circuit> | null][] = [
  ['closed, answered as asked: stays', closed(0), 0, 1, null],
  ['closed, refused: counts', closed(0), 1, 1, { state: 'closed', score: 1 }],
  [
    'closed, refused for less than it may be: counts',
    closed(most - 2),
    1,
    1,
    { state: 'closed', score: most - 1 },
  ],
  [
    'closed, refused for as much as it may be: opens',
    closed(most - 1),
    1,
    1,
    { state: 'open', trips: 1, openUntil: later(31) },
  ],
  ['closed, one heavy refusal beyond it: opens', closed(most - 1), 5, 1, { state: 'open', trips: 1 }],
  [
    'closed, the window is over: counts anew',
    closed(most - 1),
    1,
    windowSeconds,
    { state: 'closed', score: 1, windowFrom: later(windowSeconds) },
  ],
  ['open, an answer that was on its way: stays', { ...half(1), state: 'open' }, 5, 1, null],
  [
    'half open, the probe is answered: closes',
    half(3),
    0,
    1,
    { state: 'closed', trips: 0, score: 0, openUntil: null },
  ],
  [
    'half open, the probe is refused: opens for longer',
    half(1),
    1,
    1,
    { state: 'open', trips: 2, openUntil: later(61) },
  ],
];

describe('the circuit of a key', () => {
  it.each(table)('%s', (_, circuit, weight, seconds, expected) => {
    const next = circuitAfter(circuit, weight, later(seconds));
    expect(next && { ...next, ...expected }).toEqual(expected && next);
    expect(next === null).toBe(expected === null);
  });

  it('stays open twice as long each time, up to a bound', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map(coolDownSeconds)).toEqual([
      30, 60, 120, 240, 480, 960, 1800, 1800, 1800,
    ]);
  });
});

it.each([
  ['SECRET_MATERIAL_DETECTED', 5],
  ['MCP_CANNOT_APPLY', 4],
  ['INSUFFICIENT_SCOPE', 2],
  ['OPERATION_NOT_SUPPORTED', 2],
  ['TENANT_MISMATCH', 2],
  ['VALIDATION_FAILED', 1],
  ['DRAFT_NOT_FOUND', 1],
  ['TOOL_NOT_FOUND', 1],
  ['BASE_CHANGED', 0],
  ['DRAFT_LIMIT_REACHED', 0],
  ['RATE_LIMITED', 0],
  ['CIRCUIT_OPEN', 0],
  ['SCHEMA_PIN_MISMATCH', 0],
  ['KILL_SWITCH_ENGAGED', 0],
  ['RUN_STOPPED', 0],
  ['INTERNAL_ERROR', 0],
  ['nonsense', 0],
])('%s weighs %i', (code, weight) => {
  expect(weightOf(code)).toBe(weight);
});
