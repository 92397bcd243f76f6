import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import type { Agent } from '@/lib/domain/actor';
import type { Scope } from '@/lib/domain/keys/scope';
import type { Result } from '@/lib/domain/refusal';
import { reportFault } from '@/lib/door/report-fault';
import { listDrafts } from '@/lib/use-cases/drafts/list-drafts';
import { completeEndpointNames } from '@/lib/use-cases/endpoints/complete-endpoint-names';
import type { Caller } from './caller';
import { resourceRefusal } from './protocol-refusal';
import { recordAnswer } from './record-answer';
import { showDraft } from './show-draft';
import { showLiveEndpoint } from './show-live-endpoint';
import type { Answer } from './tool';

type Readable = {
  name: string;
  uri: string;
  variable: string;
  title: string;
  description: string;
  scope: Scope;
  read: (agent: Agent, value: string) => Promise<Result<Answer>>;
  complete: (agent: Agent, prefix: string) => Promise<readonly string[]>;
};

const readables: readonly Readable[] = [
  {
    name: 'draft',
    uri: 'draft://{id}',
    variable: 'id',
    title: 'A draft',
    description: 'One draft of your tenant by its id, as JSON: what draft_show answers.',
    scope: 'mcp:read:drafts',
    read: showDraft,
    complete: completeDraftIds,
  },
  {
    name: 'endpoint',
    uri: 'endpoint://{name}',
    variable: 'name',
    title: 'A live endpoint',
    description: 'One live endpoint of your tenant by its name, as JSON: what endpoint_get answers.',
    scope: 'mcp:read:endpoints',
    read: (agent, name) => showLiveEndpoint(agent, { name }),
    complete: async (agent, prefix) => {
      const names = await completeEndpointNames(agent, prefix);
      return names.ok ? names.value : [];
    },
  },
];

/** Resource templates: listed by scope, read through the same use cases as the tools. */
export function addResources(server: McpServer, caller: Caller): void {
  const { message, agent } = caller.facts;
  for (const readable of readables) {
    if (message.method === 'resources/read' || agent.scopes.includes(readable.scope)) {
      addReadable(server, caller, readable);
    }
  }
}

function addReadable(server: McpServer, caller: Caller, readable: Readable): void {
  const { name, uri, variable, title, description, scope } = readable;
  const { agent, correlationId } = caller.facts;
  const completeValue = (prefix: string) =>
    readable.complete(agent, prefix).then(
      (values) => [...values],
      (fault: unknown) => {
        reportFault(correlationId, fault);
        return [];
      },
    );
  const template = new ResourceTemplate(uri, { list: undefined, complete: { [variable]: completeValue } });
  const about = { title, description, mimeType: 'application/json' };
  server.registerResource(name, template, about, async (asked, variables) => {
    const value = variables[variable];
    const answer = await recordAnswer(caller, { tool: null, ruleId: `scope:${scope}` }, () =>
      readable.read(agent, typeof value === 'string' ? value : ''),
    );
    if (!answer.ok) throw resourceRefusal(answer.refusal, asked.href, correlationId);
    const text = JSON.stringify(answer.value.content);
    return { contents: [{ uri: asked.href, mimeType: 'application/json', text }] };
  });
}

async function completeDraftIds(agent: Agent, prefix: string): Promise<readonly string[]> {
  const q = prefix.slice(0, 100);
  const listed = await listDrafts(agent, { limit: 20, ...(q !== '' && { q }) });
  if (!listed.ok) return [];
  return listed.value.items.map(({ id }) => id).filter((id) => id.startsWith(prefix));
}
