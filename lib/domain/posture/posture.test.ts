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
  oauth: null,
  surface: { hash: 'sha256:0', pinned: 1, pinnedToAnother: 0 },
  limits: { perMinute: 60, pending: 25, refusals: 20 },
  calls: { from: 1, to: 812, broken: null },
  evidence: { size: 3, lastAt: ago(0) },
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
  [
    'a key is pinned to other tools',
    { surface: { hash: 'sha256:0', pinned: 0, pinnedToAnother: 2 } },
    { 'Tool surface': 'amber' },
  ],
  [
    'a call does not hold',
    { calls: { from: 1, to: 9, broken: { seq: 7, id: 'call_7', field: 'entry_hash' } } },
    { 'Call log': 'red' },
  ],
  ['no certificate is proved', { certificates: 'off' }, { 'Client certificates': 'amber' }],
])('is not green where %s', (_, over, lights) => {
  expect(lightsOf(over)).toEqual(lights);
});

it.each([
  [0.5, 'less than an hour'],
  [1, '1 hour'],
  [47.9, '47 hours'],
  [48, '2 days'],
  [24 * 30, '30 days'],
])('a key that ends %f hours from now ends in %s', (hours, words) => {
  const keys = { ...calm.keys, soonestEnd: ago(-hours / 24) };
  const said = postureOf({ ...calm, keys }).find(({ id }) => id === 'keys')?.sentence;
  expect(said).toBe(`2 keys in use, 0 suspended. The next one ends in ${words}.`);
});

it('says of the doors and the logs what is so', () => {
  const said = Object.fromEntries(
    postureOf({ ...calm, oauth: { host: 'oauth.acme.example', grants: 1 } }).map(({ id, sentence }) => [
      id,
      sentence,
    ]),
  );
  expect(said).toMatchObject({
    oauth: 'On at oauth.acme.example: 1 granted by people is in use.',
    surface: 'Hosts pin sha256:0. Keys pinned to it: 1.',
    limits:
      'No key may ask more than 60 times a minute, or have more than 25 drafts waiting. Each is paused by the time its refusals weigh 20 in a minute.',
    call_log: 'Verified from #1 to #812, 2026-11-21 at 12:00 UTC.',
    evidence: '3 leaves, the last 2026-11-21 at 12:00 UTC.',
  });
});
