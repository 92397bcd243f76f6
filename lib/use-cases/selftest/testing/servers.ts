import type { Send } from '../test-boundary';

/** A server that answers every attempt as the product does. */
export const closedServer: Send = async ({ answers: [answer = ''], shows = '' }) => {
  const [status = '', code] = answer.split(' ');
  return { status: Number(status), text: code === undefined ? shows : JSON.stringify({ code }) };
};

/** The same, but for one tool. */
export const leakyServer: Send = async (attempt) =>
  attempt.road === 'tool draft_apply'
    ? { status: 200, text: '{"draft":{},"resource":{"id":"end_1"}}' }
    : closedServer(attempt);
