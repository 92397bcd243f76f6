import { expect, test } from 'vitest';
import { carriedCredentials } from '@/server/carried-credentials';

const token = `mcp_${'a'.repeat(8)}_${'B'.repeat(43)}`;
const service = token.replace('mcp_', 'svc_');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const many = Array.from({ length: 520 }, (_, n) => `word${String(n).padStart(12, '0')}`).join(' ');
const ordinary = ['Host', '127.0.0.1:3000', 'Cookie', 'next-auth.session-token=eyJhbGciOiJkaXIifQ..x.y.z'];
const carries = (url: string, ...headers: string[]) =>
  carriedCredentials({ url, rawHeaders: [...ordinary, ...headers] });

test.each<[string, string[]]>([
  ['Authorization', ['Authorization', `Bearer ${token}`]],
  ['a second Authorization', ['Authorization', 'Bearer x', 'authorization', `Bearer ${token}`]],
  ['a second User-Agent', ['User-Agent', 'curl/8', 'User-Agent', token]],
  ['X-Forwarded-For', ['X-Forwarded-For', token]],
  ['Forwarded', ['Forwarded', `for=${token}`]],
  ['X-Real-IP', ['X-Real-IP', token]],
  ['X-Nonce', ['X-Nonce', token]],
  ['X-Middleware-Subrequest', ['X-Middleware-Subrequest', token]],
  ['X-Countersign-Query', ['X-Countersign-Query', `k=${token}`]],
  ['the name of a header', [token, '1']],
  ['the name of a header, in capitals', [token.toUpperCase(), '1']],
  ['the name of a header, after a prefix', [`X-${token}`, '']],
  ['a cookie, encoded', ['Cookie', `k=${token.replaceAll('_', '%5F')}`]],
  ['a cookie, encoded three times', ['Cookie', 'k=mcp%25255Fabc']],
  ['a cookie, encoded six times', ['Cookie', 'k=mcp%25252525255Fabc']],
  ['a header, behind more words than are looked at', ['X-Foo', `${many} ${base64(base64(`x:${token}`))}`]],
  ['a cookie, encoded twenty times', ['Cookie', `k=mcp%${'25'.repeat(20)}5Fabc`]],
  ['base64 of base64', ['X-Key', base64(base64(token))]],
  ['Basic', ['Proxy-Authorization', `Basic ${base64(`:${token}`)}`]],
  ['Basic that is short', ['Authorization', `Basic ${base64('mcp_a')}`]],
  ['base64 without a scheme', ['X-Key', base64(token)]],
  ['base64 inside a cookie, encoded', ['Cookie', `k=${encodeURIComponent(base64(`k=${token}`))}`]],
  ['a credential that is not valid', ['X-Key', 'mcp_not-a-key']],
])('is seen in %s', (_, headers) => {
  expect(carries('/drafts', ...headers)).toEqual({ agent: true, service: false });
});

test.each([
  `/drafts?k=${token}`,
  `/drafts?${token}`,
  '/drafts?k=%6dcp%5fabc',
  `/drafts;${token}`,
  `/drafts#${token}`,
  `/drafts?k=${base64(token)}`,
  `http://127.0.0.1:3000/${token}`,
])('is seen in the address %s', (url) => {
  expect(carries(url)).toMatchObject({ agent: true });
});

test.each([
  ['Authorization', ['Authorization', `Bearer ${service}`]],
  ['a second Authorization', ['Authorization', 'Bearer x', 'authorization', `Bearer ${service}`]],
  ['X-Nonce', ['X-Nonce', service]],
  ['the name of a header, in capitals', [service.toUpperCase(), '1']],
  ['a cookie, encoded three times', ['Cookie', 'k=svc%25255Fabcdefgh%25255Fx']],
  ['base64 of base64', ['X-Key', base64(base64(service))]],
  ['a credential that is not valid', ['X-Key', 'svc_abcdefgh_x']],
])('a service credential is seen in %s, and is no agent’s', (_, headers) => {
  expect(carries('/drafts', ...headers)).toEqual({ agent: false, service: true });
  expect(carries(`/drafts?k=${service}`)).toEqual({ agent: false, service: true });
});

test('is not seen where there is none', () => {
  const none = { agent: false, service: false };
  expect(
    carries(
      '/api/mcp?run=1',
      'Mcp-Session-Id',
      '1',
      'X-MCP-API-Key',
      '',
      'X-Word',
      'tcmcp_a psvc_abcdefgh_a',
    ),
  ).toEqual(none);
  expect(carries('/drafts?q=svc_orders', 'Cookie', 'account=svc_deploy')).toEqual(none);
  expect(carriedCredentials({ rawHeaders: [] })).toEqual(none);
});
