import type { McpServer, ServerOptions } from '@modelcontextprotocol/server';
import type { Caller } from './caller';
import type { Message } from './message';

/** What the official conformance suite looks for on a server that is no product of its own. */
export type FixtureSet = {
  options: Pick<ServerOptions, 'requestState'>;
  addTo: (server: McpServer, caller: Caller) => void;
  isTool: (name: string) => boolean;
  /** Whether this is a request that the product leaves alone and a fixture answers. */
  answers: (message: Message) => boolean;
};
