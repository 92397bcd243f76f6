import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import { insertOAuthGrant, insertOAuthSecrets } from '@/db/queries/oauth-grants';
import { decideOnce, isDecided } from '@/db/queries/oauth-requests';
import { nilTenant } from '@/db/queries/sign-in-attempts';
import { type WriteTx, withTenant, withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import type { Human } from '@/lib/domain/actor';
import { hashToken } from '@/lib/domain/keys/key-format';
import { leastTerms } from '@/lib/domain/keys/key-terms';
import { exceedsOwner, underCeiling } from '@/lib/domain/keys/owner-ceiling';
import { scopes as allScopes } from '@/lib/domain/keys/scope';
import { answerUrl, type Consent, type ConsentRequest } from '@/lib/domain/oauth/consent';
import { dataClassesOf } from '@/lib/domain/oauth/data-classes-of';
import { type OAuthRequest, openRequest } from '@/lib/domain/oauth/sealed-request';
import { secretLife, writeSecret } from '@/lib/domain/oauth/secret-format';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { authSecret } from '../device/limit-tries';
import { issueIn } from '../keys/issue-in';
import { doorkeeper } from '../people/signed-in';
import { personStands } from '../person-stands';

const over = () =>
  refuse('EXPIRED_TOKEN', 'This request has run out or was decided. Start again in the program that asked.');

/** What is asked under this handle, as the person who is asked may see it. */
export async function showConsent(actor: Human, handle: string): Promise<Result<ConsentRequest>> {
  const found = openRequest(authSecret(), handle);
  if (!isOpen(found)) return over();
  if (await withTenantRead(doorkeeper(nilTenant), (tx) => isDecided(tx, found.id))) return over();
  const { carried, withheld } = underCeiling(found.scopes, actor.role);
  return accept({
    clientName: found.clientName,
    clientHost: new URL(found.clientId).host,
    redirectHost: new URL(found.redirectUri).host,
    offered: carried,
    beyond: withheld,
    createdAt: new Date(found.createdAt),
  });
}

const isOpen = (found: OAuthRequest | null): found is OAuthRequest =>
  found !== null && found.expiresAt > now().getTime();

/**
 * A person lets a client act as an agent of theirs, within what it asked for and they have, or does not. Once: the request
 * is used up before the key is made, so that a crash between the two loses a consent and never makes a second key. Answers
 * where the browser goes.
 */
export async function consentToClient(actor: Human, consent: Consent): Promise<Result<{ goTo: string }>> {
  const { oauth } = config();
  if (oauth === null) return refuse('ROUTE_NOT_FOUND', 'There is no OAuth here.');
  const used = await takeRequest(actor, consent);
  if (!used.ok) return used;
  const { redirectUri, state } = used.value;
  const goTo = (answer: Record<string, string>) => ({
    goTo: answerUrl(redirectUri, oauth.issuer, { ...answer, state }),
  });
  if (!consent.approve) return accept(goTo({ error: 'access_denied' }));
  const { value } = await withTenant(actor, (tx) => giveKey(tx, actor, consent, used.value));
  return value.ok ? accept(goTo({ code: value.value })) : value;
}

async function takeRequest(actor: Human, consent: Consent): Promise<Result<OAuthRequest>> {
  const found = openRequest(authSecret(), consent.handle);
  if (!isOpen(found)) return over();
  const wrong = consent.approve ? beyondRequest(actor, consent, found) : null;
  if (wrong) return { ok: false, refusal: wrong };
  const { id } = found;
  const { value: first } = await withTenant(doorkeeper(nilTenant), (tx) =>
    decideOnce(tx, { id, expiresAt: new Date(found.expiresAt), at: now() }),
  );
  return first ? accept(found) : over();
}

function beyondRequest(
  { role }: Human,
  { scopes }: Consent,
  { scopes: asked }: OAuthRequest,
): Refusal | null {
  if (scopes.length === 0) return refuse('VALIDATION_FAILED', 'Tick at least one thing, or deny.').refusal;
  if (!scopes.every((scope) => asked.includes(scope))) {
    return refuse('VALIDATION_FAILED', 'That is more than the program asked for.').refusal;
  }
  return exceedsOwner(scopes, role);
}

/** The key of this consent, whose own token nobody learns, to whom it was given, and the code for it. */
async function giveKey(
  tx: WriteTx,
  actor: Human,
  { scopes: ticked, days, environment }: Consent,
  asked: OAuthRequest,
): Promise<Result<string>> {
  const scopes = allScopes.filter((scope) => ticked.includes(scope));
  const gone = await personStands(tx, actor, (role) => exceedsOwner(scopes, role));
  if (gone) return { ok: false, refusal: gone };
  const { clientId: client_id, clientName: client_name, redirectUri: redirect_uri, resource } = asked;
  const host = new URL(client_id).host;
  const terms = { ...leastTerms, scopes, data_classes: dataClassesOf(scopes) };
  const issued = await issueIn(tx, actor, {
    name: client_name,
    agentIdentity: client_name,
    purpose: `OAuth consent to ${host}`.slice(0, 500),
    ownerId: actor.userId,
    environment,
    everyEnvironment: false,
    terms,
    days,
  });
  if (!issued.ok) return issued;
  const at = now();
  const keyId = issued.value.id;
  tx.audit({
    type: 'key_issued',
    subject: keyId,
    before: null,
    after: { consent: { client_id, redirect_uri, resource, scopes, days, environment } },
  });
  const to = { key_id: keyId, client_id, client_name, redirect_uri, code_challenge: asked.challenge };
  await insertOAuthGrant(tx, { ...to, resource, terms, created_at: at });
  const { text, lookupId } = writeSecret('code', randomBytes(96));
  await insertOAuthSecrets(tx, [
    {
      id: newId('oas'),
      key_id: keyId,
      kind: 'code',
      lookup_id: lookupId,
      secret_hash: hashToken(text),
      created_at: at,
      expires_at: new Date(at.getTime() + secretLife.code * 1000),
    },
  ]);
  return accept(text);
}
