import { oauthSecretByLookup, type SecretRow } from '@/db/queries/before-tenant';
import { provesToken } from '@/lib/domain/keys/key-format';
import { secretLookupOf } from '@/lib/domain/oauth/secret-format';

/** UNTRUSTED INPUT: the code or token that was sent, once it is proved to be one of ours. Says nothing of its standing. */
export async function knownSecret(text: string): Promise<SecretRow | null> {
  const lookupId = secretLookupOf(text);
  const row = lookupId === null ? null : await oauthSecretByLookup(lookupId);
  return row !== null && provesToken(text, row.secret_hash) ? row : null;
}
