import type { Human } from '@/lib/domain/actor';
import { readNewKey } from '@/lib/domain/keys/key-request';
import { opensNothing } from '@/lib/domain/keys/open-tools';
import { managesKeys } from '@/lib/domain/people/role-refusals';
import { accept, type Result } from '@/lib/domain/refusal';
import { type KeyActed, keyOnce } from './act-on-key';
import { issueIn } from './issue-in';

/** `token` is null where the answer is a repeated one: what shows a secret is never stored. */
export type KeyIssued = KeyActed & { token: string | null };

/** Issues an agent key for a person of the tenant. UNTRUSTED INPUT: `input` is what was asked for. The token is shown once. */
export async function issueKey(
  actor: Human,
  input: unknown,
  idempotencyKey: string | null,
): Promise<Result<KeyIssued>> {
  const denied = managesKeys(actor.role);
  if (denied) return { ok: false, refusal: denied };
  const asked = readNewKey(input);
  if (!asked.ok) return asked;
  const idle = opensNothing(asked.value.terms);
  if (idle) return { ok: false, refusal: idle };
  const { ownerId, ...rest } = asked.value;
  let token: string | null = null;
  const request = asked.value;
  const acted = await keyOnce(actor, { operation: 'key_issue', key: idempotencyKey, request }, async (tx) => {
    const issued = await issueIn(tx, actor, {
      ...rest,
      ownerId: ownerId ?? actor.userId,
      everyEnvironment: false,
    });
    if (!issued.ok) return issued;
    token = issued.value.token;
    return accept({ keyId: issued.value.id, evidenceId: issued.value.evidenceId });
  });
  return acted.ok ? accept({ ...acted.value, token }) : acted;
}

/** The same for the page, which goes on to the key's own. */
export async function issueKeyFromPage(
  actor: Human,
  wanted: unknown,
  idempotencyKey: string,
): Promise<Result<{ keyId: string; token: string | null }>> {
  const issued = await issueKey(actor, wanted, idempotencyKey);
  return issued.ok ? accept({ keyId: issued.value.key.id, token: issued.value.token }) : issued;
}
