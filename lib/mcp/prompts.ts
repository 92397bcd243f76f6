import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { providerTemplates } from '@/lib/domain/resource/atom/provider-template';
import { visible } from '@/lib/domain/text/visible';
import { jsonSchemaOf } from '@/lib/door/json-schema';
import { advertise } from './advertised-schema';
import type { Caller } from './caller';
import { protocolRefusal } from './protocol-refusal';
import { recordAnswer } from './record-answer';
import { parseArgs } from './tool';

const inputSchema = z.strictObject({
  name: z.string().min(1).max(63).describe('The name of the endpoint'),
  provider: z
    .string()
    .min(1)
    .max(40)
    .describe(`The provider: ${providerTemplates.join(', ')}`),
  target_url: z.string().min(1).max(2048).describe('The https URL that receives the events'),
});
const argsSchema = advertise(jsonSchemaOf(inputSchema, 'input'));

/** The one prompt: helps a model to propose an endpoint well. Offered to keys that may propose. */
export function addPrompts(server: McpServer, caller: Caller): void {
  const { agent, message, correlationId } = caller.facts;
  const scope = 'mcp:draft:create:endpoint';
  if (message.method !== 'prompts/get' && !agent.scopes.includes(scope)) return;
  const about = {
    title: 'Propose an endpoint',
    description: 'How to check and propose one endpoint, so that a person can decide it quickly.',
    argsSchema,
  };
  server.registerPrompt('propose_endpoint', about, async (args) => {
    const answer = await recordAnswer(caller, { tool: null, ruleId: 'prompt:open' }, async () => {
      const parsed = parseArgs(inputSchema, args);
      return parsed.ok ? { ok: true, value: { content: { text: textOf(parsed.value) } } } : parsed;
    });
    if (!answer.ok) throw protocolRefusal(answer.refusal, correlationId);
    const text = String(answer.value.content['text']);
    return { messages: [{ role: 'user', content: { type: 'text', text } }] };
  });
}

const textOf = ({ name, provider, target_url }: z.infer<typeof inputSchema>): string =>
  [
    `Propose the endpoint ${visible(name)}: provider template ${visible(provider)}, target ${visible(target_url)}.`,
    '1. Call endpoint_get with this name. If it exists, propose operation "update" with its version as base_version.',
    '2. Call draft_check_endpoint with the whole spec and correct what the nine checks name. Refer to secrets as secret://store/path#key.',
    '3. Call draft_create_endpoint with the same spec, a rationale of one or two plain sentences for the reviewer, and an idempotency_key.',
    '4. Give the person review_url and call draft_show with wait_seconds 30 until outcome.kind is no longer pending, then do its next_action. A person decides; nothing is applied by you.',
  ].join('\n');
