import { Client, type FetchLike, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { z } from 'zod';

export const eras = ['2026-07-28', 'legacy'] as const;
export type Era = (typeof eras)[number];

/** The official client with a key, connected in one era of the protocol. */
export async function connect(
  url: string,
  token: string,
  era: Era = '2026-07-28',
  over: FetchLike = fetch,
): Promise<Client> {
  const client = new Client(
    { name: 'test-client', version: '1.2.3' },
    { versionNegotiation: { mode: era === 'legacy' ? 'legacy' : { pin: era } } },
  );
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit, fetch: over }));
  return client;
}

const refused = z.object({ error: z.object({ code: z.string() }) });

/** Calls a tool: `code` is `ok` or the refusal's code, `content` what the model reads. */
export async function call(client: Client, name: string, args: Record<string, unknown> = {}) {
  const result = await client.callTool({ name, arguments: args });
  const content = z.record(z.string(), z.unknown()).parse(result.structuredContent);
  const [text] = result.content;
  const same = text?.type === 'text' && text.text === JSON.stringify(content);
  return { code: result.isError ? refused.parse(content).error.code : 'ok', content, same };
}
