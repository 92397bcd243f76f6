import ipaddr from 'ipaddr.js';
import { type Refusal, refuse } from '../refusal';
import { contains, coverOf } from '../resource/atom/ip-cover';

const form = /^[0-9A-Fa-f:.]{2,45}(?:\/\d{1,3})?$/;

/**
 * UNTRUSTED INPUT: an address or a range as people write it, as the network in CIDR form that the database keeps: no host
 * bits, one spelling. Null for what is neither.
 */
export function normalRange(text: string): string | null {
  if (!form.test(text)) return null;
  const [address = '', length] = text.split('/');
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return null;
  const parsed = ipaddr.parse(address);
  const width = parsed.kind() === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? width : Number(length);
  return prefix > width ? null : networkOf(parsed, prefix);
}

function networkOf(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): string {
  // RFC 4291 section 2.5.5.2: an IPv4 address in IPv6 form is that IPv4 address.
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && prefix >= 96) {
    return networkOf(address.toIPv4Address(), prefix - 96);
  }
  const of = address instanceof ipaddr.IPv6 ? ipaddr.IPv6 : ipaddr.IPv4;
  return `${of.networkAddressFromCIDR(`${address.toString()}/${prefix}`).toString()}/${prefix}`;
}

/** Why a caller may not come from there, or null. No range means anywhere; beside ranges, an unknown address is outside. */
export function outsideAddresses(ranges: readonly string[], address: string | null): Refusal | null {
  if (ranges.length === 0) return null;
  const caller = address === null ? [] : coverOf([address]);
  if (caller.length > 0 && contains(coverOf(ranges), caller)) return null;
  return refuse('ADDRESS_NOT_ALLOWED', 'This key cannot be used from this address.', {
    hint: 'Call from an address of its allow-list, or ask the operator of the key.',
  }).refusal;
}
