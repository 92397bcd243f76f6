import { createMcpHandler } from '@modelcontextprotocol/server';
import { buildServer } from './build-server';
import { callerOf } from './caller';

/** The SDK's handler for both eras of the protocol: every request gets a server of its own and leaves nothing behind. */
export const handler = createMcpHandler(({ authInfo, era }) => buildServer(callerOf(authInfo), era));
