import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import type { Agent } from '@/lib/domain/actor';
import type { ToolName } from '@/lib/domain/policy/tool-classes';
import { refusalOf } from '@/lib/domain/policy/verdict-refusal';
import type { Result } from '@/lib/domain/refusal';
import { reportFault } from '@/lib/door/report-fault';
import { listDrafts } from '@/lib/use-cases/drafts/list-drafts';
import { completeEndpointNames } from '@/lib/use-cases/endpoints/complete-endpoint-names';
import type { Caller } from './caller';
import { isShown, verdictFor } from './judge';
import { resourceRefusal } from './protocol-refusal';
import { recordAnswer } from './record-answer';
import {
  draftResource,
  endpointResource,
  type ResourceDefinition,
  toolOfResource,
} from './resource-definitions';
import { showDraft } from './show-draft';
import { showLiveEndpoint } from './show-live-endpoint';
import type { Answer } from './tool';

type Readable = {
  definition: ResourceDefinition;
  variable: string;
  /** The tool that answers the same. */
  tool: ToolName;
  read: (agent: Agent, value: string) => Promise<Result<Answer>>;
  complete: (agent: Agent, prefix: string) => Promise<readonly string[]>;
};

const readables: readonly Readable[] = [
  {
    definition: draftResource,
    variable: 'id',
    tool: toolOfResource.draft,
    read: showDraft,
    complete: completeDraftIds,
  },
  {
    definition: endpointResource,
    variable: 'name',
    tool: toolOfResource.endpoint,
    read: (agent, name) => showLiveEndpoint(agent, { name }),
    complete: async (agent, prefix) => {
      const names = await completeEndpointNames(agent, prefix);
      return names.ok ? names.value : [];
    },
  },
];

/** Resource templates: shown and read as the policy says of their tools, through the same use cases as the tools. */
export function addResources(server: McpServer, caller: Caller): void {
  const { message } = caller.facts;
  for (const readable of readables) {
    if (message.method === 'resources/read' || isShown(caller, readable.tool)) {
      addReadable(server, caller, readable);
    }
  }
}

function addReadable(server: McpServer, caller: Caller, readable: Readable): void {
  const { definition, variable, tool } = readable;
  const { name, uriTemplate, title, description, mimeType } = definition;
  const { agent, correlationId } = caller.facts;
  // A stop is asked of the tool that the door read out of the request: nothing is answered in the name of another.
  const isAsked = () => caller.facts.tool === tool;
  const completeValue = async (prefix: string): Promise<string[]> => {
    if (!isAsked() || verdictFor(caller, tool).code !== null) return [];
    return readable.complete(agent, prefix).then(
      (values) => [...values],
      (fault: unknown) => {
        reportFault(correlationId, fault);
        return [];
      },
    );
  };
  const template = new ResourceTemplate(uriTemplate, {
    list: undefined,
    complete: { [variable]: completeValue },
  });
  const about = { title, description, mimeType };
  server.registerResource(name, template, about, async (asked, variables) => {
    const value = variables[variable];
    const verdict = verdictFor(caller, tool);
    const answer = await recordAnswer(caller, { tool: null, ...verdict }, async () => {
      const refusal = refusalOf(verdict);
      if (refusal) return { ok: false, refusal };
      if (!isAsked()) throw new Error(`a resource is answered by ${tool}, which was not asked`);
      return readable.read(agent, typeof value === 'string' ? value : '');
    });
    if (!answer.ok) throw resourceRefusal(answer.refusal, asked.href, correlationId);
    const text = JSON.stringify(answer.value.content);
    return { contents: [{ uri: asked.href, mimeType, text }] };
  });
}

async function completeDraftIds(agent: Agent, prefix: string): Promise<readonly string[]> {
  const q = prefix.slice(0, 100);
  const listed = await listDrafts(agent, { limit: 20, ...(q !== '' && { q }) });
  if (!listed.ok) return [];
  return listed.value.items.map(({ id }) => id).filter((id) => id.startsWith(prefix));
}
