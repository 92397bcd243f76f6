import { createMCPClient } from '@ai-sdk/mcp';
import { generateText, isStepCount } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import type { RealClient } from '@/e2e/clients/real-client';
import { valueAt } from '@/lib/domain/json/read-value';

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

/** The SDK's own loop around a model whose one wish is written down: to call this tool with these arguments. */
export async function connectAiSdk(url: string, key: string): Promise<RealClient> {
  const headers = { Authorization: `Bearer ${key}` };
  const client = await createMCPClient({ transport: { type: 'http', url, headers } });
  const tools = await client.tools();
  return {
    toolNames: async () => Object.keys(tools),
    async call(toolName, args) {
      const input = JSON.stringify(args);
      const model = new MockLanguageModelV4({
        doGenerate: {
          content: [{ type: 'tool-call', toolCallId: 'call-1', toolName, input }],
          finishReason: { unified: 'tool-calls', raw: undefined },
          usage,
          warnings: [],
        },
      });
      const { toolResults } = await generateText({ model, tools, prompt: 'Go.', stopWhen: isStepCount(1) });
      return valueAt(toolResults[0]?.output, 'structuredContent');
    },
    close: () => client.close(),
  };
}
