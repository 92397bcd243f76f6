import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/**
 * Headers by which Next and we pass facts to ourselves: from the wire they are attacker-controlled. The
 * marks of credentials stay: they come back when Next forwards an action to itself, and only ever refuse.
 */
const internal =
  /^(x-middleware-|x-invoke-|x-now-|x-vercel-|x-countersign-(?!(?:agent|service)-credential$)|x-matched-path$|x-nextjs-data$|x-next-resume|next-resume$|x-nonce$|content-security-policy|forwarded$|x-real-ip$)/;
const forwarded = /^x-forwarded-/;

/**
 * Makes the function that removes what a client must not say about itself. From the given proxy addresses and ranges
 * `x-forwarded-*` is kept, and `x-forwarded-for` shortened to the one address that the outermost of them saw.
 */
export function headerFilter(trustedProxies: readonly string[]): (request: IncomingMessage) => void {
  const isTrusted = trustedAddresses(trustedProxies);
  return (request) => {
    const { headers, socket } = request;
    const fromProxy = isTrusted(socket.remoteAddress);
    for (const name of Object.keys(headers)) {
      if (internal.test(name) || (!fromProxy && forwarded.test(name))) delete headers[name];
    }
    const chain = String(headers['x-forwarded-for'] ?? '').split(',');
    const client = chain.map((entry) => plain(entry.trim())).findLast((address) => !isTrusted(address));
    if (fromProxy) headers['x-forwarded-for'] = client || plain(socket.remoteAddress ?? '');
  };
}

/** Makes the function that says whether an address is one of these proxies. */
export function trustedAddresses(proxies: readonly string[]): (address: string | undefined) => boolean {
  const trusted = new BlockList();
  for (const entry of proxies) addRange(trusted, entry);
  return (given = '') => {
    const address = plain(given);
    return isIP(address) !== 0 && trusted.check(address, family(address));
  };
}

function addRange(list: BlockList, entry: string): void {
  const [address = '', prefix] = entry.split('/');
  if (prefix === undefined) list.addAddress(address, family(address));
  else list.addSubnet(address, Number(prefix), family(address));
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** An IPv4 client of a dual-stack socket appears as ::ffff:192.0.2.1. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
