import type { Send } from '../test-boundary';

const refusal = { status: 403, text: '{"code":"MCP_CANNOT_APPLY"}' };

/** A server that shows a key its draft and refuses everything else. */
export const closedServer: Send = async ({ method, path }) =>
  method === 'GET' ? { status: 200, text: `{"id":"${path.split('/').at(-1)}"}` } : refusal;

/** The same, but for one tool. */
export const leakyServer: Send = async (attempt) =>
  attempt.road === 'tool draft_apply'
    ? { status: 200, text: '{"draft":{},"resource":{"id":"end_1"}}' }
    : closedServer(attempt);
