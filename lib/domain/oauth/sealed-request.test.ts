import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { longestHandle } from './consent';
import { openRequest, sealRequest } from './sealed-request';

const request = {
  id: 'oar_01KAJ3V7Q8M2N4P6R8T0V2X4Z8',
  clientId: 'https://editor.example.com/client.json',
  clientName: 'Editor',
  redirectUri: 'https://editor.example.com/callback',
  state: 's1',
  challenge: 'a'.repeat(43),
  scopes: ['mcp:read:drafts'],
  resource: 'https://oauth.test/api/mcp',
  createdAt: 1,
  expiresAt: 2,
} as const;
const seal = (over: Partial<typeof request> | { state: string } = {}) =>
  sealRequest('secret', { ...request, ...over }, randomBytes(12));

describe('the handle of a request', () => {
  it('is the request, and shows nothing of it', () => {
    const handle = seal() ?? '';
    expect(openRequest('secret', handle)).toEqual(request);
    expect(Buffer.from(handle, 'base64url').toString('latin1')).not.toContain('editor');
  });

  it('opens nothing that was not sealed here, or was changed anywhere', () => {
    const bytes = Buffer.from(seal() ?? '', 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openRequest('secret', changed.toString('base64url'))).toBeNull();
    }
    expect(openRequest('another', bytes.toString('base64url'))).toBeNull();
    for (const text of ['', 'x', bytes.subarray(0, 27).toString('base64url'), 'A'.repeat(1_000_000)]) {
      expect(openRequest('secret', text)).toBeNull();
    }
  });

  it('has a longest length, in which the longest state has room', () => {
    expect(seal({ state: 's'.repeat(2000) })?.length).toBeLessThanOrEqual(longestHandle);
    expect(seal({ state: 's'.repeat(2400) })).toBeNull();
  });
});
