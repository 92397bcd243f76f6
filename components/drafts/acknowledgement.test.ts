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
