import type { McpServer } from '@modelcontextprotocol/server';
import { isObject } from '@/lib/domain/json/read-value';
import type { Caller } from '../../caller';
import type { FixtureSet } from '../../fixture-set';
import { recorded } from './fixture';
import { inputPrompts, inputState, inputTools } from './input-fixtures';
import { prompts } from './prompt-fixtures';
import { addResourceFixtures, watchedResource } from './resource-fixtures';
import { tools } from './tool-fixtures';

const allTools = { ...tools, ...inputTools };
const allPrompts = { ...prompts, ...inputPrompts };
const sessionMethods = new Set(['resources/subscribe', 'resources/unsubscribe']);

/** The fixtures of both scored sets. They stand behind the product's own door: key, gates, bounds and call log. */
export const conformanceFixtures: FixtureSet = {
  options: { requestState: { verify: (echoed, ctx) => inputState.verify(echoed, ctx) } },
  isTool: (name) => Object.hasOwn(allTools, name),
  // The older set subscribes, which needs a session in the product and nothing here.
  answers: ({ method, args }) =>
    sessionMethods.has(method) && isObject(args) && args['uri'] === watchedResource,
  addTo(server, caller) {
    server.server.registerCapabilities({ logging: {}, resources: { subscribe: true } });
    for (const method of ['resources/subscribe', 'resources/unsubscribe'] as const) {
      server.server.setRequestHandler(method, () => ({}));
    }
    addTools(server, caller);
    addPrompts(server, caller);
    addResourceFixtures(server, caller);
  },
};

function addTools(server: McpServer, caller: Caller): void {
  for (const [name, answer] of Object.entries(allTools)) {
    server.registerTool(name, { description: `Conformance fixture ${name}` }, (ctx) =>
      recorded(caller, () => answer(ctx)),
    );
  }
}

function addPrompts(server: McpServer, caller: Caller): void {
  for (const [name, { argsSchema, answer }] of Object.entries(allPrompts)) {
    const about = { description: `Conformance fixture ${name}`, argsSchema };
    server.registerPrompt(name, about, (args, ctx) => recorded(caller, () => answer(args, ctx)));
  }
}
