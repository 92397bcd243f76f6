import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { mayConnect } from '@/lib/domain/delivery/control-plane-url';

/** Every address that a host name has at this moment. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

/** What the system's resolver says; an address is its own. */
export const systemResolver: Resolver = async (hostname) => {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0) return [literal];
  return (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);
};

/**
 * The one address to connect to, or why there is none. A name of which any address is not public is refused whole. The
 * name is asked once: the connection goes to this address, whatever the name says a moment later.
 */
export async function pinAddress(
  hostname: string,
  loopback: boolean,
  resolve: Resolver,
): Promise<{ address: string } | { outcome: 'name_unknown' | 'address_refused' }> {
  const addresses = await resolve(hostname).catch(() => []);
  const [address] = addresses;
  if (address === undefined) return { outcome: 'name_unknown' };
  return addresses.every((one) => mayConnect(one, loopback)) ? { address } : { outcome: 'address_refused' };
}
