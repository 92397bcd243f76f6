import { describe, expect, it } from 'vitest';
import { sessionOfCliToken, writeCliToken } from './cli-token';

const session = 'ses_01KAJ3V7Q8M2N4P6R8T0V2X4Z6';

describe('the token of a terminal', () => {
  it('names its session and nothing of its secret', () => {
    const token = writeCliToken(session, Buffer.alloc(32, 7));
    expect(token).toMatch(/^hum_01KAJ3V7Q8M2N4P6R8T0V2X4Z6_[A-Za-z0-9_-]{43}$/);
    expect(sessionOfCliToken(token)).toBe(session);
  });

  it.each(['', 'hum_', session, `hum_${session}_${'a'.repeat(43)}`, `mcp_${'a'.repeat(60)}`])(
    'is not %j',
    (text) => {
      expect(sessionOfCliToken(text)).toBeNull();
    },
  );
});
