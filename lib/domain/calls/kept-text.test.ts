import { describe, expect, it } from 'vitest';
import { secretIn } from '../resource/secret-in-text';
import type { SecretRule } from '../resource/secret-rules';
import { hasHidden } from '../text/visible';
import { keptText } from './kept-text';

// Assembled here so that no scanner takes the vectors for leaked secrets.
const some = (length: number): string => 'a1B2c3D4e5F6g7H8i9J0kL'.repeat(3).slice(0, length);
const hex = (length: number): string => '0a1b2c3d4e5f6978'.repeat(3).slice(0, length);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const key = `${['gh', 'p_'].join('')}${some(36)}`;

const samples: Record<SecretRule, string> = {
  PRIVATE_KEY: `${['-----BEGIN', 'EC PRIVATE', 'KEY-----'].join(' ')}\n${some(64)}\n`,
  GCP_SERVICE_ACCOUNT: `{"type": "service_account", "private_key_id": "${hex(40)}"}`,
  STRIPE_WEBHOOK_SECRET: `${['wh', 'sec_'].join('')}${some(32)}`,
  STRIPE_KEY: `${['sk', 'live', ''].join('_')}${some(24)}`,
  GITHUB_TOKEN: key,
  GITLAB_TOKEN: `${['gl', 'pat-'].join('')}${some(20)}`,
  SLACK_TOKEN: `${['xo', 'xb-'].join('')}123456789012-${some(24)}`,
  CHAT_WEBHOOK: `https://${['hooks.slack', 'com/services'].join('.')}/T0A1B2C3D/B0A1B2C3D/${some(24)}`,
  AWS_KEY: ['AK', 'IAIOSFODNN7EXAMPLE'].join(''),
  GOOGLE_KEY: `${['AI', 'za'].join('')}${some(35)}`,
  SHOPIFY_TOKEN: `${['shp', 'at_'].join('')}${hex(32)}`,
  TWILIO_KEY: `${['S', 'K'].join('')}${hex(32)}`,
  SENDGRID_KEY: `${['S', 'G'].join('')}.${some(22)}.${some(43)}`,
  NPM_TOKEN: `${['np', 'm_'].join('')}${some(36)}`,
  MODEL_PROVIDER_KEY: `${['sk', 'ant', 'api03'].join('-')}-${some(40)}`,
  COUNTERSIGN_KEY: `${['mc', 'p_'].join('')}${some(8)}_${some(43)}`,
  JWT: `${base64('{"alg":"HS256" }')}.${base64('{"sub":"123456789"}')}.${some(43)}`.replaceAll('=', ''),
  BEARER_TOKEN: `Bearer ${some(40)}`,
  BASIC_CREDENTIALS: `Basic ${base64('deploy:a1B2c3D4e5F6')}`,
  URL_CREDENTIALS: `postgres://deploy:${some(24)}@db.acme.com/orders`,
  LITERAL_SECRET: `api_key=${some(24)}`,
  TOO_DEEPLY_ENCODED: base64(base64(base64(base64(base64(key))))),
};

/** Every run of 12 characters of a text. */
const runsOf = (text: string) => Array.from({ length: text.length - 11 }, (_, at) => text.slice(at, at + 12));

const longest = 500;
/** Words up to `length` and a blank. */
const words = (length: number): string => `${'as asked in the task '.repeat(40).slice(0, length - 1)} `;

describe('what a client says of itself', () => {
  it.each(Object.entries(samples))(
    'keeps no part of a secret that the cut goes through: %s',
    (rule, secret) => {
      expect(secretIn(secret)).toBe(rule);
      const runs = runsOf(secret);
      for (let inside = 0; inside <= secret.length; inside += 1) {
        const kept = keptText(`${words(longest - inside)}${secret}`, longest);
        expect(runs.filter((run) => kept.includes(run))).toEqual([]);
      }
    },
  );

  it.each([10, 40, 100, 500])(
    'says of a text with a secret that something was taken out, in %i characters',
    (bound) => {
      expect(keptText(`${words(bound)}${key}`, bound)).toBe('[redacted]');
    },
  );

  it('keeps nothing of a text that is too long to be looked through', () => {
    expect(keptText(words(800).repeat(11), longest)).toBe('[omitted]');
    // A secret in an encoding that needs more than is looked at for its first letters.
    const spread = Array.from(key, (letter) => letter + '\u200b'.repeat(300)).join('');
    expect(keptText(spread, longest)).toBe('[omitted]');
  });

  it('keeps what is shorter as it is, and of what is longer the beginning', () => {
    expect(keptText('claude-code', 100)).toBe('claude-code');
    expect(keptText(words(800), 40)).toBe(words(800).slice(0, 40));
  });

  it('makes what hides visible, once, and cuts neither its mark nor a character', () => {
    expect(keptText('run\u202e3\n', 200)).toBe('run⟨U+202E⟩3⟨U+000A⟩');
    for (const [said, whole] of [
      ['\u202e', '⟨U+202E⟩'],
      ['\ud83d\ude00', '\ud83d\ude00'],
    ] as const) {
      for (let bound = 40; bound < 48; bound += 1) {
        const kept = keptText(`${'x'.repeat(39)}${said}`, bound);
        expect(['x'.repeat(39), `${'x'.repeat(39)}${whole}`]).toContain(kept);
        expect(hasHidden(kept)).toBe(false);
      }
    }
  });
});
