import { describe, expect, it } from 'vitest';
import { hashInvitation, tenantOfInvitation, writeInvitation } from './invitation-token';

const tenant = '0191d2c4-0000-4000-8000-00000000abcd';

describe('invitation token', () => {
  it('names its tenant', () => {
    const token = writeInvitation(tenant, Buffer.alloc(32, 7));
    expect(tenantOfInvitation(token)).toBe(tenant);
    expect(hashInvitation(token)).toHaveLength(32);
  });

  it.each([
    '',
    'inv_',
    `inv_${tenant}_x`,
    `inv_${'g'.repeat(32)}_${'a'.repeat(43)}`,
    `mcp_${'a'.repeat(60)}`,
  ])('is not %j', (token) => {
    expect(tenantOfInvitation(token)).toBeNull();
  });
});
