import { config } from '@/lib/config';
import { type OAuthClient, readClientDocument, readClientId } from '@/lib/domain/oauth/client-document';
import { type Result, refuse } from '@/lib/domain/refusal';
import { parseStrictJson } from '@/lib/door/strict-json';
import { getPinned } from '@/lib/notify/get-pinned';
import { pinAddress, type Resolver, systemResolver } from '@/lib/notify/resolve-host';

const documentBytes = 16 * 1024;
const fetchMs = 5000;

/**
 * UNTRUSTED INPUT: who a client id says it is, from the document at that address. One answer for everything that may be wrong
 * with fetching it: what is reachable from here is nobody's business.
 */
export async function clientOf(
  clientId: string,
  resolve: Resolver = systemResolver,
): Promise<Result<OAuthClient>> {
  const loopback = config().oauth?.clientsOnLoopback ?? false;
  const url = readClientId(clientId, loopback);
  if (!url.ok) return url;
  const deadline = AbortSignal.timeout(fetchMs);
  const pinned = await pinAddress(url.value.hostname, loopback, resolve);
  const got =
    'address' in pinned
      ? await getPinned({ url: url.value, address: pinned.address }, documentBytes, deadline)
      : null;
  const document =
    got && /^application\/(?:[\w.-]+\+)?json\b/i.test(got.contentType) ? parseStrictJson(got.text) : null;
  if (!document?.ok) return refuse('VALIDATION_FAILED', 'The document of this client could not be read.');
  return readClientDocument(url.value, document.value);
}
