import { createHash } from 'node:crypto';

/** `inv_<tenant id, 32 hex>_<43 base64url>`: the tenant says where to look, 256 random bits prove the invitation. */
const invitation =
  /^inv_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;

/** Writes a token. `random` is 32 random bytes. */
export const writeInvitation = (tenantId: string, random: Buffer): string =>
  `inv_${tenantId.replaceAll('-', '')}_${random.toString('base64url')}`;

/** The tenant that a well-formed token speaks of, or null. The token is attacker-controlled and proves nothing yet. */
export const tenantOfInvitation = (token: string): string | null =>
  invitation.exec(token)?.slice(1).join('-') ?? null;

/** What is stored instead of the token. */
export const hashInvitation = (token: string): Buffer => createHash('sha256').update(token).digest();
