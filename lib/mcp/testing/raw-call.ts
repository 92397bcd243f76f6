/** A `tools/call` of the older protocol, without a client that would correct it. */
export const callBody = (name: string, args: unknown = {}, meta?: Record<string, string>): string =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name, arguments: args, ...(meta && { _meta: meta }) },
  });

/** Posts any body to the door. `init` overrides the headers of a well-behaved client. */
export const post = (url: string, token: string | null, body: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
