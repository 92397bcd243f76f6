import type { IncomingMessage } from 'node:http';
import { agentTokensIn, readings, serviceTokensIn } from '@/lib/domain/keys/agent-credential';

export type Carried = { agent: boolean; service: boolean };

/**
 * UNTRUSTED INPUT: whether a request as it came over the wire holds the credential of an agent or of a service, in its
 * address or in the name or value of any header, repeated ones and those that are removed later included.
 */
export function carriedCredentials({
  url = '',
  rawHeaders,
}: Pick<IncomingMessage, 'url' | 'rawHeaders'>): Carried {
  const texts = new Set([url, ...rawHeaders, ...rawHeaders.map((text) => text.toLowerCase())]);
  const read = [...texts].flatMap(readings);
  return { agent: agentTokensIn(read).length > 0, service: serviceTokensIn(read).length > 0 };
}
