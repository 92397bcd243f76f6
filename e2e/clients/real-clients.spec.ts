import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { proposalOf } from '@/db/testing/proposals';
import { createdSchema, freshName } from '@/e2e/agent';
import { connectAiSdk } from '@/e2e/clients/ai-sdk';
import { connectInspector } from '@/e2e/clients/inspector';
import { connectLangChain } from '@/e2e/clients/langchain';
import { connectThroughMcpRemote } from '@/e2e/clients/mcp-remote';
import { connectOfficial } from '@/e2e/clients/official-client';
import type { Connect } from '@/e2e/clients/real-client';
import { firstRun } from '@/e2e/first-run';
import { checkSchema } from '@/lib/domain/wire/draft-detail-wire';

const checkedSchema = z.object({ refusal: z.null(), checks: z.array(checkSchema) });
const listedSchema = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) });

/** Some clients answer a refusal and some throw it: the model reads it either way. */
const wordsOf = (heard: unknown): string => `${String(heard)} ${JSON.stringify(heard)}`;

const clients: Record<string, Connect> = {
  'the official client, speaking 2025-11-25,': connectOfficial('legacy'),
  'the official client, speaking 2026-07-28,': connectOfficial('2026-07-28'),
  'the Inspector, speaking 2025-11-25,': connectInspector('legacy'),
  'the Inspector, speaking 2026-07-28,': connectInspector('modern'),
  'the AI SDK': connectAiSdk,
  LangChain: connectLangChain,
  'a stdio host behind mcp-remote': connectThroughMcpRemote,
};

test.describe.configure({ timeout: 60_000 });

for (const [who, connect] of Object.entries(clients)) {
  test(`${who} lists the tools, checks and proposes a draft, and hears a refusal`, async () => {
    const { mcp_url: url, agent_key: key } = firstRun();
    const client = await connect(url, key);
    try {
      const names = await client.toolNames();
      expect(names).toEqual(
        expect.arrayContaining(['draft_check_endpoint', 'draft_create_endpoint', 'draft_list']),
      );
      expect(names.filter((name) => /apply|test_/.test(name))).toEqual([]);

      const proposal = proposalOf({ name: freshName('client'), environment: 'dev' });
      const checked = checkedSchema.parse(await client.call('draft_check_endpoint', { spec: proposal.spec }));
      expect(checked.checks.map(({ status }) => status)).not.toContain('fail');
      expect(checked.checks).toHaveLength(9);

      const { draft } = createdSchema.parse(await client.call('draft_create_endpoint', proposal));
      expect(draft.status).toBe('pending');
      const { items } = listedSchema.parse(await client.call('draft_list', { status: 'pending' }));
      expect(items.find(({ id }) => id === draft.id)).toMatchObject({ status: 'pending' });

      const gone = client.call('draft_show', { draft_id: 'drf_00000000000000000000000000' });
      expect(await gone.then(wordsOf, wordsOf)).toContain('DRAFT_NOT_FOUND');
    } finally {
      await client.close();
    }
  });
}
