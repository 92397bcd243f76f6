import { expect, it } from 'vitest';
import { isEverybodysAddress } from './everybodys-address';

it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('%s is whoever asks', (address) => {
  expect(isEverybodysAddress(address, [])).toBe(true);
  expect(isEverybodysAddress(address, ['10.0.0.0/8'])).toBe(false);
});

it.each(['198.51.100.1', '10.0.0.1', '2001:db8::1', '::2', 'localhost', '127.0.0.1, 127.0.0.1', null])(
  '%s is one client or unknown, and counted',
  (address) => {
    expect(isEverybodysAddress(address, [])).toBe(false);
  },
);
