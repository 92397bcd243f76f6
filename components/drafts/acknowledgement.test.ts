import { expect, test } from 'vitest';
import { endpoint } from '@/lib/domain/resource/endpoint/endpoint';
import { acknowledgement } from './acknowledgement';

const ticked = (target: string) => {
  const known = { knownHosts: new Map([['hooks.acme.com', 2]]), firstDraftOfAgent: false };
  const flags = endpoint.flags(null, { target_url: target }, known);
  return flags.filter(({ code }) => code === 'lookalike-host').map(acknowledgement);
};

test('the tick of a host that looks like ours names the host that programs see', () => {
  const words = { text: 'I checked that', rest: 'belongs to us' };
  const cyrillic = 'hooks.\u0430cme.com';
  expect(ticked(`https://${cyrillic}/orders`)).toEqual([
    { ...words, value: `${cyrillic} (hooks.xn--cme-5cd.com)` },
  ]);
  expect(ticked('https://hooks.acrne.com/orders')).toEqual([{ ...words, value: 'hooks.acrne.com' }]);
});

test('every flag that asks for a tick says in its own words what was checked', () => {
  const flag = { tier: 'high', title: 'A thing', sentence: '', field: null, chip: '' } as const;
  const codes = [
    'new-domain',
    'ip-literal',
    'hidden-characters',
    'first-draft-of-agent',
    'mixed-script',
    'punycode',
  ];
  const more = ['query-credential', 'verification-weakened', 'provider-changed', 'allowlist-widened'];
  const last = ['environment-changed', 'production-delete', 'disabled', 'delivery-at-risk'];
  const said = [...codes, ...more, ...last].map((code) => acknowledgement({ ...flag, code }).text);
  expect(new Set(said).size).toBe(said.length);
  expect(acknowledgement({ ...flag, code: 'a-later-flag' })).toEqual({ text: 'I checked', value: 'A thing' });
});
