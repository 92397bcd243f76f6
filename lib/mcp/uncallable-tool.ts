import { isObject, valueAt } from '@/lib/domain/json/read-value';
import { type Refusal, refuse } from '@/lib/domain/refusal';
import { editDistance } from '@/lib/domain/text/edit-distance';
import { deniedAs } from './denied-call';
import type { FixtureSet } from './fixture-set';
import type { Message } from './message';
import { tools } from './tools';

/**
 * Why a `tools/call` names nothing that can be called, or null. The SDK refuses these too, but in the words of its
 * schema library and without what to do next.
 */
export function uncallableTool(
  { method, name }: Message,
  body: unknown,
  fixtures: FixtureSet | null,
): Refusal | null {
  if (method !== 'tools/call') return null;
  const params = valueAt(body, 'params');
  const args = valueAt(params, 'arguments');
  if (typeof valueAt(params, 'name') !== 'string' || name === null) {
    return refuse('VALIDATION_FAILED', 'A tools/call needs params with the name of a tool.', {
      hint: 'Send params {"name": "draft_list", "arguments": {}}; tools/list names the tools.',
    }).refusal;
  }
  if (args !== undefined && !isObject(args)) {
    return refuse('VALIDATION_FAILED', 'The arguments of a tools/call are an object.', {
      hint: 'Send arguments as a JSON object, and not as a text that holds one.',
    }).refusal;
  }
  const isKnown = tools.some((tool) => tool.name === name) || fixtures?.isTool(name) === true;
  if (isKnown || deniedAs(name) !== null) return null;
  const hint = `${hintFor(name)}tools/list names the tools.`;
  return refuse('TOOL_NOT_FOUND', 'There is no tool of this name.', { hint }).refusal;
}

/** What may have been meant, in names of ours alone: what was sent is never said back. */
function hintFor(name: string): string {
  const meant = tools.find((tool) => name.endsWith(tool.name));
  if (meant) return `Call ${meant.name} by that name, without what stands before it; `;
  const near = tools.find((tool) => editDistance(name.slice(0, 64).toLowerCase(), tool.name, 2) <= 2);
  if (near) return `Perhaps ${near.name} was meant; `;
  return 'It is not of this server, which reads and proposes (draft_create_endpoint); ';
}
