import { bearer, call, type HostileRow, mcp, proposal, rest, type Wire, type World } from './row';

const list = JSON.stringify(call('draft_list'));
const deep = (open: string, close: string) => `${open.repeat(5000)}1${close.repeat(5000)}`;

const body = (name: string, text: string | Buffer, status: number, code: string): HostileRow => ({
  name,
  send: (world) => mcp(world, text),
  status,
  code,
});

/** What two readers of the same bytes could read differently. */
export const jsonRows: readonly HostileRow[] = [
  body(
    'the key method twice',
    list.replace('"method"', '"method":"tools/list","method"'),
    400,
    'MALFORMED_JSON',
  ),
  body(
    'the name of the tool twice',
    list.replace('"name"', '"name":"draft_list","name"'),
    400,
    'MALFORMED_JSON',
  ),
  body(
    'a key twice, once escaped',
    list.replace('"name"', '"n\\u0061me":"draft_list","name"'),
    400,
    'MALFORMED_JSON',
  ),
  body(
    'an argument twice',
    JSON.stringify(call('draft_list', { limit: 1 })).replace('"limit"', '"limit":2,"limit"'),
    400,
    'MALFORMED_JSON',
  ),
  body(
    'a key __proto__',
    list.replace('"arguments":{', '"arguments":{"__proto__":{"limit":1}'),
    400,
    'MALFORMED_JSON',
  ),
  body('a method in capitals beside none', list.replace('"method"', '"Method"'), 400, 'VALIDATION_FAILED'),
  body('a lone surrogate', list.replace('draft_list', '\\ud800'), 400, 'MALFORMED_JSON'),
  body('U+0000 in a text', list.replace('draft_list', 'draft\\u0000_list'), 400, 'MALFORMED_JSON'),
  body('a byte order mark', `\ufeff${list}`, 400, 'MALFORMED_JSON'),
  body(
    'bytes that are not UTF-8',
    Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    400,
    'MALFORMED_JSON',
  ),
  body('UTF-16', Buffer.from(list, 'utf16le'), 400, 'MALFORMED_JSON'),
  body(
    'overlong UTF-8',
    Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
    400,
    'MALFORMED_JSON',
  ),
  body('arrays 5000 deep', deep('[', ']'), 400, 'MALFORMED_JSON'),
  body('objects 5000 deep', deep('{"a":', '}'), 400, 'MALFORMED_JSON'),
  body(
    'arguments 100 deep',
    JSON.stringify(call('draft_list', {})).replace(
      '"arguments":{}',
      `"arguments":{"a":${'['.repeat(100)}${']'.repeat(100)}}`,
    ),
    400,
    'MALFORMED_JSON',
  ),
  body('a number beyond a double', list.replace('"id":1', '"id":1e999'), 400, 'MALFORMED_JSON'),
  body('NaN', list.replace('"id":1', '"id":NaN'), 400, 'MALFORMED_JSON'),
  body('a comment', `/* x */${list}`, 400, 'MALFORMED_JSON'),
  body('a comma too many', list.replace('}}', ',}}'), 400, 'MALFORMED_JSON'),
  body('single quotes', list.replaceAll('"', "'"), 400, 'MALFORMED_JSON'),
  body('two documents', `${list}\n${list}`, 400, 'MALFORMED_JSON'),
  body('half a document', list.slice(0, -9), 400, 'MALFORMED_JSON'),
  body('nothing', '', 400, 'MALFORMED_JSON'),
  body('null', 'null', 400, 'VALIDATION_FAILED'),
  body('a text', '"draft_apply"', 400, 'VALIDATION_FAILED'),
  body('an empty batch', '[]', 400, 'VALIDATION_FAILED'),
  body('a batch of one', `[${list}]`, 400, 'VALIDATION_FAILED'),
  body(
    'a batch with an apply in it',
    JSON.stringify([call('draft_list'), call('draft_apply')]),
    400,
    'VALIDATION_FAILED',
  ),
  body(
    'a batch of 1000',
    `[${Array.from({ length: 1000 }, () => list).join(',')}]`,
    400,
    'VALIDATION_FAILED',
  ),
  body('300 KiB', list.replace('{}', `{"a":"${'a'.repeat(300 * 1024)}"}`), 413, 'PAYLOAD_TOO_LARGE'),
  body(
    'arguments of 200 KiB',
    list.replace('{}', `{"a":"${'a'.repeat(200 * 1024)}"}`),
    200,
    'PAYLOAD_TOO_LARGE',
  ),
  {
    name: 'a key twice in a proposal over REST',
    send: (world) =>
      rest(world, '/api/v1/drafts', {
        body: `{"type":"endpoint","type":"endpoint",${JSON.stringify(proposal('x')).slice(1)}`,
      }),
    status: 400,
    code: 'MALFORMED_JSON',
  },
  {
    name: 'a batch over REST',
    send: (world) => rest(world, '/api/v1/drafts', { body: JSON.stringify([proposal('x')]) }),
    status: 422,
    code: 'VALIDATION_FAILED',
  },
];

const typed = (name: string, type: string | null): HostileRow => ({
  name,
  send: (world) => {
    const asked = mcp(world, list);
    const headers = asked.headers.filter(([header]) => header !== 'content-type');
    return { ...asked, headers: [...headers, ...(type === null ? [] : [['content-type', type] as const])] };
  },
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
});

const framed = (
  name: string,
  headers: Wire['headers'],
  text: string,
  status: number,
  code: string | null,
): HostileRow => ({
  name,
  send: (world: World) => ({
    method: 'POST',
    path: '/api/mcp',
    headers: [
      bearer(world.key),
      ['content-type', 'application/json'],
      ['accept', 'application/json, text/event-stream'],
      ...headers,
    ],
    body: text,
    ownFraming: true,
  }),
  status,
  code,
});

const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

/** What kind of body it is said to be, and how long. */
export const framingRows: readonly HostileRow[] = [
  typed('no content type', null),
  typed('text/plain, which a form of any site may send', 'text/plain'),
  typed('a form', 'application/x-www-form-urlencoded'),
  typed('a form of parts', 'multipart/form-data; boundary=x'),
  typed('application/json-patch+json', 'application/json-patch+json'),
  typed('text/plain that mentions application/json', 'text/plain; application/json'),
  framed('a length that says less', [['content-length', '20']], list, 400, null),
  framed('a length that says more', [['content-length', String(list.length + 50)]], list, 400, null),
  framed(
    'two lengths',
    [
      ['content-length', '5'],
      ['content-length', String(list.length)],
    ],
    list,
    400,
    null,
  ),
  framed('a negative length', [['content-length', '-1']], list, 400, null),
  framed('a length of 300 MB', [['content-length', '300000000']], list, 413, 'PAYLOAD_TOO_LARGE'),
  framed(
    'a length and chunks',
    [
      ['content-length', '5'],
      ['transfer-encoding', 'chunked'],
    ],
    `${chunk(list)}0\r\n\r\n`,
    400,
    null,
  ),
  framed(
    'a chunk whose size is no number',
    [['transfer-encoding', 'chunked']],
    `zz\r\n${list}\r\n0\r\n\r\n`,
    400,
    null,
  ),
  framed('chunks that never end', [['transfer-encoding', 'chunked']], chunk(list), 400, null),
  framed('chunked twice', [['transfer-encoding', 'chunked, chunked']], `${chunk(list)}0\r\n\r\n`, 400, null),
  framed('an unknown transfer encoding', [['transfer-encoding', 'xchunked']], list, 400, null),
  framed(
    'a second request hidden behind the first',
    [['content-length', String(list.length)]],
    `${list}POST /api/v1/drafts HTTP/1.1\r\n\r\n`,
    400,
    null,
  ),
  framed(
    'a header with a bare line feed',
    [
      ['x-note', 'a\nx-user-id: usr_1'],
      ['content-length', String(list.length)],
    ],
    list,
    400,
    null,
  ),
  framed('a space before the colon', [['content-length ', String(list.length)]], list, 400, null),
];
