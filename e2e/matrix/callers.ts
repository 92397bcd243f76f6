import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'next-auth/jwt';
import type { CredentialKind } from '@/lib/domain/authority/credential-kind';
import { writeCliToken } from '@/lib/domain/keys/cli-token';
import type { Person, Seeded } from './seed';

/** One way of presenting one kind of credential. */
export type Caller = {
  kind: CredentialKind;
  /** What is presented, when the kind can be presented in more than one way. */
  how: string;
  headers: Record<string, string>;
  query: string;
  /** Whom the request claims to come from, in X-User-Id and to server actions. */
  userId: string;
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

type Make = (kind: CredentialKind, headers: Caller['headers'], more?: Partial<Caller>) => Caller;

function tokenCallers(
  { people, keys, stranger, endedToken }: Seeded,
  own: { cookie: string; origin: string },
  caller: Make,
): Caller[] {
  const { viewer, operator, reviewer, admin } = people;
  const { token } = reviewer;
  const held = (kind: CredentialKind, person: Person) =>
    caller(kind, bearer(person.token), { userId: person.id });
  const ofSession = writeCliToken(reviewer.session, Buffer.alloc(32, 7));
  const basic = `Basic ${Buffer.from(`draft:${token}`).toString('base64')}`;
  return [
    held('token_viewer', viewer),
    held('token_operator', operator),
    held('token_reviewer', reviewer),
    held('token_admin', admin),
    held('token_foreign_tenant', stranger),
    caller('token_ended', bearer(endedToken), { how: 'revoked' }),
    caller('token_ended', bearer(`hum_${'0'.repeat(26)}_${'y'.repeat(43)}`), { how: 'never issued' }),
    caller('token_ended', bearer(ofSession), { how: 'of a browser’s session' }),
    caller('token_ended', bearer(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`), {
      how: 'with a wrong secret',
    }),
    caller('token_misplaced', {}, { how: 'in the query', query: `token=${token}` }),
    caller('token_misplaced', { cookie: `t=${token}` }, { how: 'in a cookie' }),
    caller('token_misplaced', { authorization: basic }, { how: 'in Basic' }),
    caller('token_beside_session', { ...own, ...bearer(token) }),
    caller('token_beside_agent', { ...bearer(token), 'x-mcp-api-key': keys.active }),
  ];
}

function serviceCallers({ people, keys, services }: Seeded, cookie: string, caller: Make): Caller[] {
  const { active } = services;
  const basic = `Basic ${Buffer.from(`service:${active}`).toString('base64')}`;
  const elsewhere = (how: string, headers: Caller['headers'], query = '') =>
    caller('service_misplaced', headers, { how, query });
  return [
    caller('service', bearer(active)),
    caller('service_foreign_tenant', bearer(services.stranger)),
    caller('service_unknown', bearer('svc_notakey0_short'), { how: 'malformed' }),
    caller('service_unknown', bearer(`svc_${'x'.repeat(8)}_${'y'.repeat(43)}`), { how: 'never issued' }),
    caller('service_expired', bearer(services.expired)),
    caller('service_revoked', bearer(services.revoked)),
    elsewhere('in the query', {}, `key=${active}`),
    elsewhere('in a cookie', { cookie: `k=${active}` }),
    elsewhere('in Basic', { authorization: basic }),
    elsewhere('in X-MCP-API-Key', { 'x-mcp-api-key': active }),
    elsewhere('in X-API-Key', { 'x-api-key': active }),
    caller('service_beside_session', { cookie, ...bearer(active) }),
    caller('service_beside_session', { cookie, 'x-api-key': active }, { how: 'in X-API-Key' }),
    caller('service_beside_session', { cookie }, { how: 'in the query', query: `key=${active}` }),
    caller('service_beside_agent', { ...bearer(active), 'x-mcp-api-key': keys.active }),
    caller('service_beside_token', { ...bearer(people.reviewer.token), 'x-api-key': active }),
  ];
}

/** Every kind of caller that the matrix knows, in every way that a request can carry it. */
export async function callersOf(seeded: Seeded, dataDir: string, origin: string): Promise<Caller[]> {
  const { people, keys } = seeded;
  const secret = readFileSync(join(dataDir, 'auth-secret'), 'utf8').trim();
  const cookie = async (session: string) =>
    `next-auth.session-token=${await encode({ token: { sid: session }, secret })}`;
  const caller = (kind: CredentialKind, headers: Caller['headers'], more: Partial<Caller> = {}): Caller => ({
    kind,
    headers,
    how: '',
    query: '',
    userId: people.reviewer.id,
    ...more,
  });
  const signedIn = async (kind: CredentialKind, { id, session }: Person): Promise<Caller> =>
    caller(kind, { cookie: await cookie(session), origin }, { userId: id });
  const own = { cookie: await cookie(people.reviewer.session), origin };
  const basic = `Basic ${Buffer.from(`agent:${keys.active}`).toString('base64')}`;
  return [
    caller('anonymous', {}),
    caller('agent_malformed', bearer('mcp_not-a-key')),
    caller('agent_unknown', bearer(`mcp_${'x'.repeat(8)}_${'y'.repeat(43)}`)),
    caller('agent_expired', bearer(keys.expired)),
    caller('agent_revoked', bearer(keys.revoked)),
    caller('agent_suspended', bearer(keys.suspended)),
    caller('agent_unscoped', bearer(keys.unscoped)),
    caller('agent', bearer(keys.active), { how: 'as Bearer' }),
    caller('agent', { 'x-mcp-api-key': keys.active }, { how: 'as X-MCP-API-Key' }),
    caller('agent_beside_session', { ...own, ...bearer(keys.active) }),
    caller('agent_misplaced', own, { how: 'in the query', query: `key=${keys.active}` }),
    caller(
      'agent_misplaced',
      { ...own, cookie: `${own.cookie}; key=${keys.active}` },
      { how: 'in a cookie' },
    ),
    caller('agent_misplaced', { ...own, authorization: basic }, { how: 'in Basic' }),
    caller('agent_misplaced', { ...own, 'x-api-key': keys.active }, { how: 'in X-API-Key' }),
    caller('agent_misplaced', { 'x-api-key': keys.active }, { how: 'in X-API-Key, alone' }),
    caller('ended_session', { cookie: await cookie(seeded.endedSession), origin }),
    caller('no_origin', { cookie: own.cookie }),
    caller('foreign_origin', { ...own, origin: 'https://evil.example' }),
    await signedIn('viewer', people.viewer),
    await signedIn('operator', people.operator),
    await signedIn('reviewer', people.reviewer),
    await signedIn('admin', people.admin),
    await signedIn('foreign_tenant', seeded.stranger),
    ...tokenCallers(seeded, own, caller),
    ...serviceCallers(seeded, own.cookie, caller),
  ];
}
