import type { Human } from '@/lib/domain/actor';
import type { Consent } from '@/lib/domain/oauth/consent';
import { clientDocument, pkcePair } from '@/lib/oauth/testing/test-client';
import { consentToClient } from '@/lib/use-cases/oauth/consent-to-client';
import { accepted } from '@/lib/use-cases/testing/result';
import { hostsFetch } from './two-hosts';

const oauth = 'https://oauth.test';
export const redirectUri = 'https://editor.example.com/callback';
export const pair = pkcePair();

export type Asked = Record<string, string>;
type Answered = { status: number; body: unknown };
type Responding = { writeHead: (status: number, headers: Asked) => { end: (body: string) => unknown } };

/** Answers with a body of that type. */
export const body =
  (text: string, type = 'application/json') =>
  (response: Responding): void =>
    void response.writeHead(200, { 'content-type': type }).end(text);

/** The document of the client at this address, or a wrong one. */
export const documentOf = (clientId: string, over: Record<string, unknown> = {}) =>
  body(JSON.stringify({ ...clientDocument(clientId, redirectUri), ...over }));

export const consentOf = (handle: string, over: Partial<Consent> = {}): Consent => ({
  handle,
  approve: true,
  scopes: ['mcp:read:drafts'],
  days: 7,
  environment: 'dev',
  ...over,
});

/** What a client of this id asks of the authorization server. */
export class OAuthAsks {
  readonly clientId: string;
  private readonly address: string;
  constructor(clientId: string) {
    this.clientId = clientId;
    const port = Number(new URL(clientId).port);
    this.address = `198.18.${port >> 8}.${port & 255}`;
  }

  query = (over: Asked = {}): Asked => ({
    response_type: 'code',
    client_id: this.clientId,
    redirect_uri: redirectUri,
    code_challenge: pair.challenge,
    code_challenge_method: 'S256',
    scope: 'mcp:read:drafts mcp:draft:create:endpoint',
    resource: `${oauth}/api/mcp`,
    state: 's1',
    ...over,
  });

  /** From an address of its own: tests that run beside one another must not meet one another's limit. */
  authorize = (over: Asked = {}, headers: Asked = {}): Promise<Response> =>
    hostsFetch(`${oauth}/oauth/authorize?${new URLSearchParams(this.query(over)).toString()}`, {
      headers: { 'x-forwarded-for': this.address, ...headers },
    });

  async handle(): Promise<string> {
    const { headers } = await this.authorize();
    return new URL(headers.get('location') ?? 'x:').searchParams.get('request') ?? '';
  }

  async code(human: Human, over: Partial<Consent> = {}): Promise<string> {
    const { goTo } = accepted(await consentToClient(human, consentOf(await this.handle(), over)));
    return new URL(goTo).searchParams.get('code') ?? '';
  }

  exchange = (code: string, over: Asked = {}): Promise<Answered> =>
    post('/oauth/token', {
      grant_type: 'authorization_code',
      code,
      client_id: this.clientId,
      redirect_uri: redirectUri,
      code_verifier: pair.verifier,
      resource: `${oauth}/api/mcp`,
      ...over,
    });

  refresh = (token: string, over: Asked = {}): Promise<Answered> =>
    post('/oauth/token', {
      grant_type: 'refresh_token',
      refresh_token: token,
      client_id: this.clientId,
      ...over,
    });

  tokens = async (human: Human) => tokensOf((await this.exchange(await this.code(human))).body);
}

export async function post(
  path: string,
  form: Asked | URLSearchParams,
  headers: Asked = {},
): Promise<Answered> {
  const answer = await hostsFetch(`${oauth}${path}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  if (answer.headers.get('cache-control') !== 'no-store') throw new Error('an answer that may be stored');
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}

const textOf = (given: unknown, name: string): string => String(Reflect.get(Object(given), name));

export const tokensOf = (given: unknown) => ({
  access: textOf(given, 'access_token'),
  held: textOf(given, 'refresh_token'),
});

/** `ok`, or the code with which the agents’ door on the host of OAuth refuses this token. */
export async function callWith(token: string): Promise<string> {
  const answer = await hostsFetch(`${oauth}/api/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  });
  return answer.ok ? 'ok' : textOf(await answer.json(), 'code');
}
