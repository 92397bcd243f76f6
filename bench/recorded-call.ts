import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { exampleProposals } from '@/lib/domain/resource/endpoint/examples';

/** A `draft_create_endpoint` call as the official client sends it, with a place for the endpoint's name. */
export type RecordedCall = { headers: Record<string, string>; bodyFor: (name: string) => string };

/** `token` made it; `draftId` is what it made, at `reviewUrl`. */
export type Recorded = { call: RecordedCall; token: string; draftId: string; reviewUrl: string };

const recordedName = 'the-name-of-the-recorded-call';
const createdSchema = z.object({
  draft: z.object({ id: z.string() }),
  applied: z.literal(false),
  review_url: z.url(),
});

/** Creates one draft with the official client and keeps what it sent. */
export async function recordCreate(mcpUrl: string, token: string): Promise<Recorded> {
  let sent: { headers: Headers; body: string } | undefined;
  const client = new Client(
    { name: 'countersign-bench', version: '1.0.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  const transport = new StreamableHTTPClientTransport(new URL(mcpUrl), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
    fetch: (url, init) => {
      if (typeof init?.body === 'string') sent = { headers: new Headers(init.headers), body: init.body };
      return fetch(url, init);
    },
  });
  await client.connect(transport);
  const result = await client.callTool({ name: 'draft_create_endpoint', arguments: proposal });
  const { draft, review_url: reviewUrl } = createdSchema.parse(result.structuredContent);
  const template = sent?.body;
  if (sent === undefined || !template?.includes(recordedName))
    throw new Error('the client sent no call to record');
  await client.close();
  return {
    call: {
      headers: Object.fromEntries(sent.headers),
      bodyFor: (name) => template.replace(recordedName, name),
    },
    token,
    draftId: draft.id,
    reviewUrl,
  };
}

const proposal = {
  spec: { ...exampleProposals.stripePayments, name: recordedName },
  rationale: 'The payments service takes over the charges of the European shops.',
  task_ref: 'PAY-1207',
};
