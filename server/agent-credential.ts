import type { IncomingMessage } from 'node:http';
import { agentTokensIn, readings } from '@/lib/domain/keys/agent-credential';

/**
 * UNTRUSTED INPUT: whether a request as it came over the wire holds an agent credential, in its address or in the name
 * or value of any header, repeated ones and those that are removed later included.
 */
export function carriesAgentCredential({
  url = '',
  rawHeaders,
}: Pick<IncomingMessage, 'url' | 'rawHeaders'>) {
  const texts = new Set([url, ...rawHeaders, ...rawHeaders.map((text) => text.toLowerCase())]);
  return agentTokensIn([...texts].flatMap(readings)).length > 0;
}
