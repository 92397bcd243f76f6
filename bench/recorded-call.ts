import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { exampleProposals } from '@/lib/domain/resource/endpoint/examples';

/** A request to `/api/mcp` as the official client sends it, with a place for the endpoint's name where it has one. */
export type RecordedCall = {
  headers: Record<string, string>;
  bodyFor: (name: string) => string;
  /** What every answer must hold: a refusal of a tool has status 200 too. */
  answers: string;
};

/** `token` made it; `draftId` is what it made, at `reviewUrl`. */
export type Recorded = { call: RecordedCall; token: string; draftId: string; reviewUrl: string };

const recordedName = 'the-name-of-the-recorded-call';
const createdSchema = z.object({
  draft: z.object({ id: z.string() }),
  applied: z.literal(false),
  review_url: z.url(),
});

/** Asks once with the official client and keeps what it sent last. */
export async function record<T>(
  mcpUrl: string,
  token: string,
  ask: (client: Client) => Promise<T>,
): Promise<{ sent: Omit<RecordedCall, 'answers'>; answer: T }> {
  let last: { headers: Headers; body: string } | undefined;
  const client = new Client(
    { name: 'countersign-bench', version: '1.0.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  const transport = new StreamableHTTPClientTransport(new URL(mcpUrl), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
    fetch: (url, init) => {
      if (typeof init?.body === 'string') last = { headers: new Headers(init.headers), body: init.body };
      return fetch(url, init);
    },
  });
  await client.connect(transport);
  const answer = await ask(client);
  const kept = last;
  if (kept === undefined) throw new Error('the client sent nothing to record');
  await client.close();
  const bodyFor = (name: string) => kept.body.replace(recordedName, name);
  return { sent: { headers: Object.fromEntries(kept.headers), bodyFor }, answer };
}

/** Creates one draft with the official client and keeps what it sent. */
export async function recordCreate(mcpUrl: string, token: string): Promise<Recorded> {
  const { sent, answer } = await record(mcpUrl, token, (client) =>
    client.callTool({ name: 'draft_create_endpoint', arguments: proposal }),
  );
  const { draft, review_url: reviewUrl } = createdSchema.parse(answer.structuredContent);
  if (sent.bodyFor('another-name') === sent.bodyFor(recordedName)) {
    throw new Error('the client sent no name that could be replaced');
  }
  return { call: { ...sent, answers: '"applied":false' }, token, draftId: draft.id, reviewUrl };
}

const proposal = {
  spec: { ...exampleProposals.stripePayments, name: recordedName },
  rationale: 'The payments service takes over the charges of the European shops.',
  task_ref: 'PAY-1207',
};
