import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secretFault } from './secret-material';
import { secretTokens } from './secret-rules';
import { secretSamples } from './testing/secret-samples';

const before = [
  '_',
  'x',
  'word',
  'token_',
  '7',
  'é',
  '\\n',
  '\\t',
  '\\r',
  '\\\\n',
  '\\u000a',
  '\\012',
  '%0a',
  '{\\"k\\":\\"',
];
const base64 = (text: string) => Buffer.from(text).toString('base64');
const foundIn = (text: string) => secretFault({ text })?.issues[0]?.code ?? null;
const md5 = createHash('md5').update('x').digest('hex');

describe('a secret that stands in a word', () => {
  it('is looked for by every rule for tokens', () => {
    const sampled = new Set(secretSamples.map(([rule]) => rule));
    expect(secretTokens.map(([rule]) => rule).filter((rule) => !sampled.has(rule))).toEqual([]);
  });

  it.each(secretSamples)('%s is found whatever stands before it: %s', (rule, secret) => {
    const found = before.map((word) => [word, foundIn(`uses ${word}${secret}`)]);
    expect(found).toEqual(before.map((word) => [word, rule]));
  });

  it.each(secretSamples)('%s is found in base64 whatever stands before it: %s', (_, secret) => {
    expect(before.filter((word) => foundIn(base64(`${word}${secret}`)) === null)).toEqual([]);
  });

  it.each(['AKIA', 'SK'])('%s is found whatever stands after it', (start) => {
    const secret = start === 'SK' ? `${start}${md5}` : `${start}A1B2C3D4E5F6G7H8`;
    expect(['_', 'x', 'word', '7'].filter((word) => foundIn(`${secret}${word}`) === null)).toEqual([]);
  });
});

describe('a word that begins like a secret', () => {
  it.each([
    `disk-${md5}`,
    `task-${md5}`,
    `DISK${md5}`,
    'task_test_performance1',
    'risk_live_migrationplan',
    'the task-or-something-that-is-long-2026 of ours',
    'desk-proj-2026-quarterly-report',
    'test_mcp_resources_subscribe_and_listen',
    'maxapp-2-production1',
    'MSG.payment_received_ok.notification_sent1',
    'ASIAPACIFICREGIONALHUB',
    'drf_01KJ8ZQ4T2M6N8P0R2S4T6V8W0 evd_01KJ8ZQ4T2M6N8P0R2S4T6V8W0 key_01KJ8ZQ4T2M6N8P0R2S4T6V8W0',
    'https://hooks.acme.com/drafts/drf_01KJ8ZQ4T2M6N8P0R2S4T6V8W0?next=%2Fnpm_run%2Fsk_live_',
    'C:\\new\\table\\build\\files\\reports\\101\\notes',
    'line one\\nline two\\tand more',
  ])('is none: %s', (text) => expect(foundIn(text)).toBeNull());
});
