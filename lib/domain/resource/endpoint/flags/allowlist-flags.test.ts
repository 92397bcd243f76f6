import { describe, expect, it } from 'vitest';
import { ordersWebhook, whereHostIsKnown } from '../testing/orders-webhook';
import { endpointFlags } from './endpoint-flags';

const spec = (ip_allowlist: string[]) => ({ ...ordersWebhook, ip_allowlist });
const flagOf = (before: string[], after: string[]) =>
  endpointFlags(spec(before), spec(after), whereHostIsKnown).find(({ code }) => code === 'allowlist-widened');

describe('a wider allow-list', () => {
  it.each<[string, string[], string[], string | undefined]>([
    ['emptied', ['203.0.113.0/24'], [], 'high'],
    ['all of IPv4', ['203.0.113.0/24'], ['0.0.0.0/0'], 'high'],
    ['all of IPv4 in halves', ['203.0.113.0/24'], ['0.0.0.0/1', '128.0.0.0/1'], 'high'],
    ['IPv4 mapped into IPv6', ['203.0.113.0/24'], ['::ffff:0:0/96'], 'high'],
    ['public IPv6', ['203.0.113.0/24'], ['2000::/3'], 'high'],
    ['a continent of IPv6', ['203.0.113.0/24'], ['2a00::/12'], 'high'],
    ['a range beside', ['203.0.113.0/24'], ['203.0.113.0/24', '198.51.100.0/24'], 'medium'],
    ['a wider mask', ['203.0.113.0/24'], ['203.0.113.0/23'], 'medium'],
    ['more than a /8', ['203.0.113.0/24'], ['10.0.0.0/7'], 'medium'],
    ['other addresses', ['203.0.113.7'], ['203.0.113.8'], 'medium'],
    ['the same address mapped', ['203.0.113.7'], ['::ffff:203.0.113.7'], undefined],
    ['host bits set', ['203.0.113.0/24'], ['203.0.113.9/24'], undefined],
    ['narrower, still wide', ['0.0.0.0/0'], ['0.0.0.0/1'], undefined],
    ['from any to everybody', [], ['0.0.0.0/1', '128.0.0.0/1'], 'high'],
    ['from any to a wide list', [], ['2001::/31'], 'medium'],
    ['from any to a list', [], ['10.0.0.0/8', '2001:db8::/32'], undefined],
    ['untouched', ['203.0.113.0/24'], ['203.0.113.0/24'], undefined],
  ])('%s', (_, before, after, tier) => {
    expect(flagOf(before, after)?.tier).toBe(tier);
  });

  it('says what may send', () => {
    expect(flagOf(['203.0.113.7'], ['203.0.113.7', '0.0.0.0/1', '128.0.0.0/1'])?.sentence).toBe(
      '0.0.0.0/1, 128.0.0.0/1 may send that could not before. Every IPv4 address may send.',
    );
    expect(flagOf([], ['2000::/3'])?.sentence).toBe('The list is as large as an IPv6 /3.');
  });
});
