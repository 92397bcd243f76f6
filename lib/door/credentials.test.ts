import { describe, expect, it } from 'vitest';
import { collectCredentials } from './credentials';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('collectCredentials', () => {
  it.each<[string, Record<string, string>, string?]>([
    ['Bearer', { authorization: 'Bearer mcp_abc' }],
    ['a scheme of its own', { authorization: 'mcp_abc' }],
    ['Basic, as the name', { authorization: basic('mcp_abc:') }],
    ['Basic, as the password', { authorization: basic('agent:mcp_abc') }],
    ['Basic in another header', { 'proxy-authorization': basic('agent:mcp_abc') }],
    ['X-MCP-API-Key', { 'x-mcp-api-key': 'mcp_abc' }],
    ['X-API-Key', { 'x-api-key': 'mcp_abc' }],
    ['any other header', { 'x-anything': 'a, mcp_abc' }],
    ['a cookie', { cookie: 'a=b; key=mcp_abc' }],
    ['an encoded cookie', { cookie: 'key=mcp%5Fabc' }],
    ['a quoted cookie beside a session', { cookie: 'next-auth.session-token=x; key="mcp_abc"' }],
    ['a query value', {}, '?key=mcp_abc'],
    ['an encoded query value', {}, '?key=%6dcp%5fabc'],
    ['a twice encoded query value', {}, '?key=mcp%255Fabc'],
    ['a query name', {}, '?mcp_abc'],
    ['the name of a header', { 'x-mcp_abc': '' }],
    ['base64 without a scheme', { 'x-key': Buffer.from('the key is mcp_abc').toString('base64') }],
  ])('finds an agent token in %s', (_, headers, query = '') => {
    const found = collectCredentials(new Headers(headers), new URL(`http://127.0.0.1/${query}`));
    expect(found.agentTokens).toEqual(['mcp_abc']);
    expect(found.hasAgentCredential).toBe(true);
  });

  it('believes the mark of the server, whatever it says', () => {
    expect(collectCredentials(new Headers({ 'x-countersign-agent-credential': '' }))).toMatchObject({
      agentTokens: [],
      hasAgentCredential: true,
    });
  });

  it('believes the mark of a service credential too, and takes neither for the other', () => {
    expect(collectCredentials(new Headers({ 'x-countersign-service-credential': '' }))).toMatchObject({
      hasServiceCredential: true,
      hasAgentCredential: false,
    });
  });

  it('lists each token once and tells the kinds apart', () => {
    const headers = new Headers({
      authorization: 'Bearer mcp_one',
      'x-mcp-api-key': 'mcp_one',
      'x-api-key': 'hum_two',
      'x-other': 'svc_threeeee_x',
      cookie: '__Secure-next-auth.session-token.0=a',
    });
    expect(collectCredentials(headers)).toEqual({
      agentTokens: ['mcp_one'],
      hasAgentCredential: true,
      serviceTokens: ['svc_threeeee_x'],
      hasServiceCredential: true,
      humTokens: ['hum_two'],
      hasSessionCookie: true,
    });
  });

  it('finds nothing in an ordinary request', () => {
    const headers = new Headers({
      'user-agent': 'Mozilla/5.0',
      'x-mcp-api-key': '',
      cookie: 'theme=dark; not-next-auth.session-token=a',
      authorization: 'Basic %%%',
    });
    expect(collectCredentials(headers, new URL('http://127.0.0.1/?q=tcmcp_a'))).toEqual({
      agentTokens: [],
      hasAgentCredential: false,
      serviceTokens: [],
      hasServiceCredential: false,
      humTokens: [],
      hasSessionCookie: false,
    });
  });
});
