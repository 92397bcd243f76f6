import { type DoorFacts, limitsRow, oauthRow, surfaceRow } from './door-rows';
import type { PostureRow } from './posture-row';
import { callLogRow, evidenceRow, type RecordFacts } from './record-rows';

/** What is known of the installation and of one tenant when somebody looks. */
export type PostureFacts = {
  lastTest: { at: Date; passed: number; failed: number } | null;
  stopsInForce: number;
  pausedKeys: number;
  keys: { active: number; suspended: number; unbound: number; soonestEnd: Date | null };
  /** Whether agents can present a certificate that this installation proves, and whether they must. */
  certificates: 'required' | 'possible' | 'off';
} & DoorFacts &
  RecordFacts;

const hour = 3_600_000;
const day = 24 * hour;
const testedWithinDays = 2;
const endsWithinDays = 7;

/** The boundary at a glance. What nobody has looked at is never green. */
export const postureOf = (facts: PostureFacts): PostureRow[] => [
  testRow(facts),
  stopsRow(facts),
  pausedRow(facts),
  keysRow(facts),
  bindingRow(facts),
  certificateRow(facts),
  oauthRow(facts),
  surfaceRow(facts),
  limitsRow(facts),
  callLogRow(facts),
  evidenceRow(facts),
];

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

function testRow({ lastTest, now }: PostureFacts): PostureRow {
  const row = {
    id: 'self_test',
    what: 'Boundary self-test',
    href: '/evidence?event=boundary_tested',
  } as const;
  if (lastTest === null) {
    return { ...row, light: 'amber', sentence: 'Never run. npm run boundary:selftest runs it.' };
  }
  const { at, passed, failed } = lastTest;
  if (failed > 0) {
    return {
      ...row,
      light: 'red',
      sentence: `${count(failed, 'attempt')} to apply as a program got through.`,
    };
  }
  const days = Math.floor((now.getTime() - at.getTime()) / day);
  const refused = `All ${passed} attempts to apply as a program were refused`;
  return days < testedWithinDays
    ? { ...row, light: 'green', sentence: `${refused}.` }
    : { ...row, light: 'amber', sentence: `${refused}, ${days} days ago. Run it again.` };
}

const stopsRow = ({ stopsInForce: stops }: PostureFacts): PostureRow => ({
  id: 'stops',
  what: 'Stops',
  href: '#stops',
  light: stops > 0 ? 'amber' : 'green',
  sentence: stops > 0 ? `${count(stops, 'stop')} in force.` : 'No stop is in force.',
});

const pausedRow = ({ pausedKeys: paused }: PostureFacts): PostureRow => ({
  id: 'paused_keys',
  what: 'Paused keys',
  href: '#paused',
  light: paused > 0 ? 'amber' : 'green',
  sentence: paused > 0 ? `${count(paused, 'key')} paused: too much of it was refused.` : 'No key is paused.',
});

function keysRow({ keys, now }: PostureFacts): PostureRow {
  const { active, suspended, soonestEnd } = keys;
  const counted = `${count(active, 'key')} in use, ${suspended} suspended.`;
  const row = { id: 'keys', what: 'Agent keys', href: '/agents' } as const;
  if (soonestEnd === null) return { ...row, light: 'green', sentence: counted };
  const left = soonestEnd.getTime() - now.getTime();
  const light = left < endsWithinDays * day ? 'amber' : 'green';
  return { ...row, light, sentence: `${counted} The next one ends in ${timeLeft(left)}.` };
}

function timeLeft(left: number): string {
  if (left < hour) return 'less than an hour';
  return left < 2 * day ? count(Math.floor(left / hour), 'hour') : count(Math.floor(left / day), 'day');
}

function bindingRow({ keys: { active, unbound } }: PostureFacts): PostureRow {
  const row = { id: 'key_binding', what: 'Binding of keys', href: '/agents' } as const;
  if (unbound === 0) {
    const sentence =
      active === 0 ? 'No key is in use.' : 'Each key is held to a certificate or to addresses.';
    return { ...row, light: 'green', sentence };
  }
  const sentence = `${count(unbound, 'key')} in use can be used from anywhere by whoever has the token.`;
  return { ...row, light: 'amber', sentence };
}

const certificateWords = {
  required: { light: 'green', sentence: 'Agents must present a client certificate.' },
  possible: { light: 'green', sentence: 'Agents can present a client certificate, and bound keys must.' },
  off: { light: 'amber', sentence: 'This installation proves no client certificates.' },
} as const;

const certificateRow = ({ certificates }: PostureFacts): PostureRow => ({
  id: 'client_certificates',
  what: 'Client certificates',
  href: null,
  ...certificateWords[certificates],
});
