import { createMcpHandler } from '@modelcontextprotocol/server';
import { buildServer } from './build-server';
import { callerOf } from './caller';
import { fixtures } from './fixtures';

/** The SDK's handler for both eras of the protocol: every request gets a server of its own and leaves nothing behind. */
export const handler = createMcpHandler(async ({ authInfo, era }) =>
  buildServer(callerOf(authInfo), era, await fixtures()),
);
