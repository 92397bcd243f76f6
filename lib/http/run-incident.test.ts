import { describe, expect, it } from 'vitest';
import { answered, toIncident } from '@/lib/domain/runs/incident';
import { argsLines, type Ref } from '@/lib/domain/runs/incident-words';
import type { Packet } from '@/lib/domain/runs/packet';
import { packetExample } from './run-example';

const [call, denied] = packetExample.tool_calls;
const [draft] = packetExample.drafts;
const [agent] = packetExample.agents;

const linesOf = (packet: Packet, number: number) => answered(packet)[number - 1]?.lines ?? [];
const refsIn = (number: number): Ref[] =>
  linesOf(packetExample, number).flatMap(({ parts }) =>
    parts.flatMap((part) => (typeof part === 'string' ? [] : [part.ref])),
  );

/** What the eighth answer says of a call, without its arguments. */
function saidOf(over: Partial<Packet['tool_calls'][number]>): string {
  if (call === undefined) throw new Error('the example has no call');
  const packet = { ...packetExample, tool_calls: [{ ...call, ...over }] };
  return toIncident(packet).sections[7]?.answer[0] ?? '';
}

describe('the answers about a run', () => {
  it.each([
    ['what was answered', {}, 'answered 412 bytes, internal, sha256:'],
    ['nothing', { result: null }, 'answered nothing of substance'],
    [
      'with which code it was denied',
      { outcome: 'denied', error_code: 'TOOL_NOT_ALLOWED' },
      'denied with TOOL_NOT_ALLOWED',
    ],
    [
      'with which code it failed',
      { outcome: 'error', error_code: 'VALIDATION_FAILED' },
      'failed with VALIDATION_FAILED',
    ],
    ['that it took too long', { outcome: 'timeout', error_code: null }, 'timed out'],
    ['that no arguments were kept', { args: null }, '; no arguments kept'],
  ] as const)('say %s', (_, over, words) => {
    expect(saidOf(over)).toContain(words);
  });

  it('count no bytes of what was refused as an answer', () => {
    expect(denied?.result).not.toBeNull();
    expect(saidOf({ ...denied })).not.toContain('bytes');
  });

  it('lead to the key, the decision, the draft and the calls that they name', () => {
    const key = { kind: 'key', id: agent?.key_id };
    const ofDraft = { kind: 'draft', id: draft?.id };
    const ofCall = (one: typeof call) => ({ kind: 'call', id: one?.id, correlationId: one?.correlation_id });
    const [approval] = packetExample.approvals;
    expect([1, 2, 4].map(refsIn)).toEqual([[key], [key], [key]]);
    expect(refsIn(6)).toContainEqual(ofDraft);
    expect(approval?.draft_id).toBe(draft?.id);
    expect(refsIn(7)).toEqual([ofCall(denied)]);
    expect(refsIn(8)).toEqual([ofCall(call), ofCall(denied)]);
    expect(refsIn(10)).toEqual([ofDraft]);
    expect(refsIn(11)).toEqual([ofDraft, key]);
  });

  it('keep arguments apart from the words, and in a terminal in the next line', () => {
    expect(linesOf(packetExample, 8).map(({ args }) => args)).toEqual([call?.args, denied?.args]);
    expect(toIncident(packetExample).sections[7]?.answer[1]).toBe(`  with ${call?.args}`);
  });
});

it('arguments are shown one below the other, and nothing hides or breaks a line in them', () => {
  expect(argsLines('{"a":{"b":1}}')).toBe('{\n  "a": {\n    "b": 1\n  }\n}');
  expect(argsLines('{"a":"x\\ny\u202e"}')).toBe('{\n  "a": "x\\ny⟨U+202E⟩"\n}');
  expect(argsLines('{"a":"cut off')).toBe('{"a":"cut off');
});
