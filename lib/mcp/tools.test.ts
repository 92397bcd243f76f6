import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { secretFault } from '@/lib/domain/resource/secret-material';
import { hasHidden } from '@/lib/domain/text/visible';
import { call, connect, eras } from './testing/agent-client';
import { openDoor } from './testing/door-server';

let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
});
afterAll(() => door.close());

const created = z.object({
  draft: z.object({ id: z.string(), status: z.string(), lock_version: z.int() }),
  review_url: z.string(),
});

describe.each(eras)('the tools in protocol era %s', (era) => {
  it('lists exactly these, each with accurate schemas and annotations, and none that applies', async () => {
    const client = await connect(door.url, (await makeKey(owner)).token, era);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'draft_create_endpoint',
      'draft_check_endpoint',
      'draft_list',
      'draft_show',
      'draft_discard',
      'endpoint_list',
      'endpoint_get',
      'evidence_list',
      'evidence_get',
      'delivery_list',
      'delivery_get',
      'call_log_list',
      'provider_template_list',
      'health_get',
    ]);
    for (const tool of tools) {
      const { name, title, inputSchema, outputSchema, annotations, _meta } = tool;
      expect({ name, title, inputSchema, outputSchema, annotations, _meta }).toMatchObject({
        name,
        title: expect.stringMatching(/./),
        inputSchema: { additionalProperties: false },
        outputSchema: { type: 'object' },
        _meta: { 'countersign/definition-hash': expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
        annotations: { openWorldHint: false, readOnlyHint: !/create|discard/.test(name) },
      });
      expect([name, secretFault(tool.description), hasHidden(JSON.stringify(tool))]).toEqual([
        name,
        null,
        false,
      ]);
      expect(JSON.stringify(inputSchema)).not.toMatch(/"(command|sql|script)"/);
    }
    await client.close();
  });

  it('answers create, show, list, check and discard as published', async () => {
    const client = await connect(door.url, (await makeKey(owner)).token, era);
    await client.listTools();
    const name = `orders-${era.slice(0, 4)}`;
    const checked = await call(client, 'draft_check_endpoint', { spec: proposalOf({ name }).spec });
    expect(checked.content).toMatchObject({ acceptable: true, refusal: null });
    const made = await call(client, 'draft_create_endpoint', proposalOf({ name }));
    expect(made).toMatchObject({
      code: 'ok',
      same: true,
      content: {
        draft: { type: 'endpoint', operation: 'create', status: 'pending', lock_version: 1 },
        applied: false,
      },
    });
    const { draft, review_url } = created.parse(made.content);
    expect(review_url).toBe(`${new URL(door.url).origin}/drafts/${draft.id}`);
    const shown = await call(client, 'draft_show', { draft_id: draft.id });
    expect(shown.content).toMatchObject({
      draft: { ...(made.content['draft'] as object), proposed_spec: proposalOf({ name }).spec },
      review_url,
    });
    expect(shown.content['draft']).toMatchObject({
      proposed_spec_digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      expires_at: expect.stringMatching(/Z$/),
    });
    const listed = await call(client, 'draft_list', { status: 'pending', mine: true });
    expect(listed.content).toMatchObject({ items: [{ id: draft.id }], next_cursor: null });
    const gone = await call(client, 'draft_discard', { draft_id: draft.id, reason: 'not_needed' });
    expect(gone.content).toMatchObject({ draft: { status: 'discarded' } });
    const again = await call(client, 'draft_discard', { draft_id: draft.id, reason: 'not_needed' });
    expect(again.code).toBe('DRAFT_NOT_PENDING');
    await client.close();
  });

  it('answers the reading tools, resources, completions and the prompt', async () => {
    const { token, agent } = await makeKey(owner);
    const client = await connect(door.url, token, era);
    await client.listTools();
    const made = await call(client, 'draft_create_endpoint', proposalOf({ name: `read-${era.slice(0, 4)}` }));
    const { draft } = created.parse(made.content);
    const evidence = await call(client, 'evidence_list', { draft_id: draft.id });
    const [leaf] = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(evidence.content).items;
    expect((await call(client, 'evidence_get', { evidence_id: leaf?.id })).content).toMatchObject({
      evidence: { event: 'draft_created', subject: draft.id },
    });
    expect((await call(client, 'health_get')).content).toMatchObject({
      status: 'ok',
      service: 'countersign',
    });
    expect((await call(client, 'provider_template_list')).content).toMatchObject({ items: { length: 6 } });
    expect((await call(client, 'endpoint_list')).content).toEqual({ items: [], next_cursor: null });
    expect((await call(client, 'endpoint_get', { name: 'nothing-here' })).code).toBe('RESOURCE_NOT_FOUND');
    const log = await call(client, 'call_log_list', { limit: 3 });
    expect(log.content).toMatchObject({ items: [{ tool: 'endpoint_get' }, { tool: 'endpoint_list' }, {}] });

    const templates = await client.listResourceTemplates();
    expect(templates.resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'draft://{id}',
      'endpoint://{name}',
    ]);
    const read = await client.readResource({ uri: `draft://${draft.id}` });
    expect(JSON.stringify(read.contents)).toContain(draft.id);
    const completed = await client.complete({
      ref: { type: 'ref/resource', uri: 'draft://{id}' },
      argument: { name: 'id', value: draft.id.slice(0, 20) },
    });
    expect(completed.completion.values).toContain(draft.id);
    const prompt = await client.getPrompt({
      name: 'propose_endpoint',
      arguments: { name: 'a-b', provider: 'stripe', target_url: 'https://hooks.acme.com/‮x' },
    });
    expect(JSON.stringify(prompt.messages)).toContain('⟨U+202E⟩');
    expect(client.getInstructions()).toContain('Nothing is applied by you');
    expect(agent.scopes.length).toBeGreaterThan(0);
    await client.close();
  });
});
