import { describe, expect, it } from 'vitest';
import { secretFault } from '../resource/secret-material';
import { lookupOf } from './key-format';
import { serviceLookupOf, writeServiceToken } from './service-token';

const random = Uint8Array.from({ length: 96 }, (_, index) => index);
const { token, lookupId } = writeServiceToken(random);

describe('a service credential', () => {
  it('is told apart from an agent’s key by its prefix alone', () => {
    expect(token).toMatch(/^svc_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}$/);
    expect(serviceLookupOf(token)).toBe(lookupId);
    expect(lookupOf(token)).toBeNull();
    expect(serviceLookupOf(token.replace('svc_', 'mcp_'))).toBeNull();
  });

  it.each(['', 'svc_', token.slice(0, -1), `${token}x`, ` ${token}`, token.toUpperCase()])(
    'is not %j',
    (other) => {
      expect(serviceLookupOf(other)).toBeNull();
    },
  );

  it('is secret material wherever it is proposed', () => {
    expect(secretFault({ headers: { 'X-Note': token } })).not.toBeNull();
  });
});
