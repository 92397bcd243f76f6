import { expect, it } from 'vitest';
import { type PostureFacts, postureOf } from './posture';

const now = new Date('2026-11-21T12:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

const calm: PostureFacts = {
  now,
  lastTest: { at: ago(0.5), passed: 78, failed: 0 },
  stopsInForce: 0,
  pausedKeys: 0,
  keys: { active: 2, suspended: 0, unbound: 0, soonestEnd: ago(-30) },
  certificates: 'required',
};
const lightsOf = (over: Partial<PostureFacts>) =>
  Object.fromEntries(
    postureOf({ ...calm, ...over })
      .filter(({ light }) => light !== 'green')
      .map(({ what, light }) => [what, light]),
  );

it('is green where everything was looked at and nothing is open', () => {
  expect(lightsOf({})).toEqual({});
});

it.each<[string, Partial<PostureFacts>, Record<string, string>]>([
  ['nobody has tested', { lastTest: null }, { 'Boundary self-test': 'amber' }],
  [
    'an attempt got through',
    { lastTest: { at: now, passed: 77, failed: 1 } },
    { 'Boundary self-test': 'red' },
  ],
  ['the test is old', { lastTest: { at: ago(3), passed: 78, failed: 0 } }, { 'Boundary self-test': 'amber' }],
  ['something is stopped', { stopsInForce: 1 }, { Stops: 'amber' }],
  ['a key is paused', { pausedKeys: 1 }, { 'Paused keys': 'amber' }],
  ['a key ends soon', { keys: { ...calm.keys, soonestEnd: ago(-3) } }, { 'Agent keys': 'amber' }],
  ['a key is good from anywhere', { keys: { ...calm.keys, unbound: 1 } }, { 'Binding of keys': 'amber' }],
  ['no certificate is proved', { certificates: 'off' }, { 'Client certificates': 'amber' }],
])('is not green where %s', (_, over, lights) => {
  expect(lightsOf(over)).toEqual(lights);
});
