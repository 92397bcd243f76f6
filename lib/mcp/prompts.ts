import type { McpServer } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { refusalOf } from '@/lib/domain/policy/verdict-refusal';
import { visible } from '@/lib/domain/text/visible';
import { advertise } from './advertised-schema';
import type { Caller } from './caller';
import { isShown, verdictFor } from './judge';
import { promptArguments, proposePrompt } from './prompt-definition';
import { protocolRefusal } from './protocol-refusal';
import { recordAnswer } from './record-answer';
import { parseArgs } from './tool';

const argsSchema = advertise(proposePrompt.arguments);

/**
 * The one prompt: helps a model to propose an endpoint well. Who may not propose is not shown it and does not get it. As with a
 * tool, its arguments are those that the door read and that will be recorded.
 */
export function addPrompts(server: McpServer, caller: Caller): void {
  const { message, correlationId } = caller.facts;
  if (message.method !== 'prompts/get' && !isShown(caller, 'draft_create_endpoint')) return;
  const { name, title, description } = proposePrompt;
  server.registerPrompt(name, { title, description, argsSchema }, async () => {
    const verdict = verdictFor(caller, 'draft_create_endpoint');
    const answer = await recordAnswer(caller, { tool: null, ...verdict }, async () => {
      const refusal = refusalOf(verdict);
      if (refusal) return { ok: false, refusal };
      const parsed = parseArgs(promptArguments, message.args);
      return parsed.ok ? { ok: true, value: { content: { text: textOf(parsed.value) } } } : parsed;
    });
    if (!answer.ok) throw protocolRefusal(answer.refusal, correlationId);
    const text = String(answer.value.content['text']);
    return { messages: [{ role: 'user', content: { type: 'text', text } }] };
  });
}

const textOf = ({ name, provider, target_url }: z.infer<typeof promptArguments>): string =>
  [
    `Propose the endpoint ${visible(name)}: provider template ${visible(provider)}, target ${visible(target_url)}.`,
    '1. Call endpoint_get with this name. If it exists, propose operation "update" with its version as base_version.',
    '2. Call draft_check_endpoint with the whole spec and correct what the nine checks name. Refer to secrets as secret://store/path#key.',
    '3. Call draft_create_endpoint with the same spec, a rationale of one or two plain sentences for the reviewer, and an idempotency_key.',
    '4. Give the person review_url and call draft_show with wait_seconds 30 until outcome.kind is no longer pending, then do its next_action. A person decides; nothing is applied by you.',
  ].join('\n');
