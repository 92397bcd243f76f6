import { expect, it } from 'vitest';
import { refusalIn } from './refusal-in';

const ofTool = { isError: true, structuredContent: { error: { code: 'MCP_CANNOT_APPLY' } } };

it.each([
  ['problem+json', JSON.stringify({ type: 'about:blank', code: 'DRAFT_NOT_FOUND' }), 'DRAFT_NOT_FOUND'],
  ['the result of a tool', JSON.stringify({ jsonrpc: '2.0', id: 1, result: ofTool }), 'MCP_CANNOT_APPLY'],
  ['an event', `event: message\ndata: ${JSON.stringify({ result: ofTool })}\n\n`, 'MCP_CANNOT_APPLY'],
  ['JSON-RPC', '{"error":{"code":-32601,"message":"no"}}', '-32601'],
  [
    'JSON-RPC with a code of ours',
    '{"error":{"code":-32602,"data":{"code":"TOOL_NOT_FOUND"}}}',
    'TOOL_NOT_FOUND',
  ],
  ['an answer that is none', JSON.stringify({ result: { ...ofTool, isError: false } }), null],
  ['a code somewhere within', '{"draft":{"code":"ABC"}}', null],
  ['a page', '<p>"code":"ABC"</p>', null],
  ['nothing', '', null],
])('reads the code of %s', (_, text, code) => {
  expect(refusalIn(text)).toBe(code);
});
