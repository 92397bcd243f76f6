import { describe, expect, it } from 'vitest';
import { normalRange, outsideAddresses } from './address-range';

describe('outsideAddresses', () => {
  const ranges = ['10.0.0.0/8', '2001:db8::/32'];

  it.each(['10.0.0.1', '10.255.255.255', '::ffff:10.1.2.3', '2001:db8::9'])('lets %s in', (address) => {
    expect(outsideAddresses(ranges, address)).toBeNull();
  });

  it.each(['11.0.0.1', '2001:db9::1', '::1', 'localhost', '', '10.0.0.1, 11.0.0.1', null])(
    'keeps %j out',
    (address) => {
      expect(outsideAddresses(ranges, address)).toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
    },
  );

  it('lets anybody in where no address is named', () => {
    expect(outsideAddresses([], null)).toBeNull();
  });
});

it.each([
  '10.0.0',
  '0x7f.1',
  '1.2.3.4/',
  '1.2.3.4/-1',
  '1.2.3.4/33',
  'a',
  '::1/129',
  '::1/32/32',
  'fe80::1%eth0',
])('%j is no range', (text) => {
  expect(normalRange(text)).toBeNull();
});
