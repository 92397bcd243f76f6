import ipaddr from 'ipaddr.js';

/**
 * Whether an address stands for whoever asks: without a trusted proxy, everybody behind a proxy on this machine is
 * loopback, and a limit on that address would let one person lock all others out.
 */
export function isEverybodysAddress(address: string | null, trustedProxies: readonly string[]): boolean {
  if (trustedProxies.length > 0 || address === null || !ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'loopback';
}
