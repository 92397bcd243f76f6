import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import { lockKey } from '@/db/queries/keys';
import {
  findOAuthGrant,
  forgetAccessTokens,
  insertOAuthSecrets,
  lockOAuthSecret,
  type NewOAuthSecret,
  type OAuthGrant,
  type OAuthSecret,
  useOAuthSecret,
} from '@/db/queries/oauth-grants';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type AgentKey, endOf, stateOf } from '@/lib/domain/keys/agent-key';
import { hashToken } from '@/lib/domain/keys/key-format';
import { underCeiling } from '@/lib/domain/keys/owner-ceiling';
import type { Scope } from '@/lib/domain/keys/scope';
import { type OAuthFault, type OAuthResult, oauthFault } from '@/lib/domain/oauth/oauth-fault';
import { provesChallenge } from '@/lib/domain/oauth/pkce';
import { secretLife, writeSecret } from '@/lib/domain/oauth/secret-format';
import { endGrant, grantKeeper } from './end-grant';
import { knownSecret } from './known-secret';

/** What a client sends to get tokens. */
export type Redemption =
  | {
      kind: 'code';
      secret: string;
      clientId: string;
      redirectUri: string;
      verifier: string;
      resource: string | null;
    }
  | {
      kind: 'refresh';
      secret: string;
      clientId: string;
      scopes: readonly Scope[] | null;
      resource: string | null;
    };

export type Tokens = {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
  scopes: readonly Scope[];
};

type Outcome = OAuthResult<Tokens> | { ok: false; reused: string };

const unusable = oauthFault(
  'invalid_grant',
  'This grant cannot be used: it ran out, was used, or is another’s.',
);

/**
 * RFC 6749 sections 4.1.3 and 6: a code is used up whatever comes of it, a refresh token where tokens are given for it: a client
 * that was refused asks again with the same. One that comes a second time was stolen, before or now: the consent ends.
 */
export async function redeemSecret(asked: Redemption): Promise<OAuthResult<Tokens>> {
  const known = await knownSecret(asked.secret);
  if (known === null || known.kind !== asked.kind) return unusable;
  const { value } = await withTenant(grantKeeper(known.tenant_id), (tx) => redeemed(tx, known.id, asked));
  if (!('reused' in value)) return value;
  await endGrant(known.tenant_id, value.reused, `A ${asked.kind} was used a second time.`);
  return unusable;
}

async function redeemed(tx: WriteTx, id: string, asked: Redemption): Promise<Outcome> {
  const at = now();
  const secret = await lockOAuthSecret(tx, id);
  if (secret === null) return unusable;
  if (secret.used_at !== null) return { ok: false, reused: secret.key_id };
  if (asked.kind === 'code') await useOAuthSecret(tx, id, at);
  return tokensFor(tx, secret, asked, at);
}

async function tokensFor(tx: WriteTx, secret: OAuthSecret, asked: Redemption, at: Date): Promise<Outcome> {
  const grant = await findOAuthGrant(tx, secret.key_id);
  const key = await lockKey(tx, secret.key_id);
  if (grant === null || key === null) return unusable;
  const { carried } = underCeiling(key.terms.scopes, key.owner.role);
  const over = isOver(secret.expires_at, at) || hasEnded(key, at);
  const fault = faultOf(asked, grant) ?? (over ? unusable.fault : widens(asked, carried));
  if (fault) return { ok: false, fault };
  if (asked.kind === 'refresh') await useOAuthSecret(tx, secret.id, at);
  return { ok: true, value: await giveTokens(tx, key, carried, at) };
}

function widens(asked: Redemption, carried: readonly Scope[]): OAuthFault | null {
  const more = asked.kind === 'refresh' && asked.scopes?.some((scope) => !carried.includes(scope));
  return more ? oauthFault('invalid_scope', 'That is more than was consented to.').fault : null;
}

const isOver = (end: Date, at: Date): boolean => end.getTime() <= at.getTime();

function faultOf(asked: Redemption, grant: OAuthGrant): OAuthFault | null {
  if (asked.clientId !== grant.client_id) return unusable.fault;
  if (asked.resource !== null && asked.resource !== grant.resource) {
    return oauthFault('invalid_target', 'The grant is for another resource.').fault;
  }
  if (asked.kind === 'refresh') return null;
  const proved =
    asked.redirectUri === grant.redirect_uri && provesChallenge(asked.verifier, grant.code_challenge);
  return proved ? null : unusable.fault;
}

function hasEnded(key: AgentKey, at: Date): boolean {
  const state = stateOf(key, at);
  return (state !== 'active' && state !== 'retiring') || key.owner.disabled;
}

async function giveTokens(tx: WriteTx, key: AgentKey, scopes: readonly Scope[], at: Date): Promise<Tokens> {
  const access = newSecret('access', key, at);
  const refresh = newSecret('refresh', key, at);
  await forgetAccessTokens(tx, key.id, at);
  await insertOAuthSecrets(tx, [access.row, refresh.row]);
  const expiresInSeconds = Math.floor((access.row.expires_at.getTime() - at.getTime()) / 1000);
  return { accessToken: access.text, refreshToken: refresh.text, expiresInSeconds, scopes };
}

/** None outlives the key. */
function newSecret(
  kind: 'access' | 'refresh',
  key: AgentKey,
  at: Date,
): { text: string; row: NewOAuthSecret } {
  const { text, lookupId } = writeSecret(kind, randomBytes(96));
  const end = Math.min(at.getTime() + secretLife[kind] * 1000, endOf(key).getTime());
  const row = { id: newId('oas'), key_id: key.id, kind, lookup_id: lookupId, secret_hash: hashToken(text) };
  return { text, row: { ...row, created_at: at, expires_at: new Date(end) } };
}
