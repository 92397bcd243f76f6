import ipaddr from 'ipaddr.js';

/** Addresses from `first` to `last`, both included, as IPv6 numbers; IPv4 is where RFC 4291 section 2.5.5.2 maps it. */
type Interval = { first: bigint; last: bigint };

/** A set of addresses as intervals in order that neither overlap nor touch. */
export type IpCover = readonly Interval[];

const mapped: Interval = { first: 0xffff_0000_0000n, last: 0xffff_ffff_ffffn };
const bits = 128;

const numberOf = (address: ipaddr.IPv4 | ipaddr.IPv6): bigint =>
  address.toByteArray().reduce((number, byte) => number * 256n + BigInt(byte), 0n);

function intervalOf(range: string): Interval[] {
  const text = range.includes('/') ? range : `${range}/${range.includes(':') ? bits : 32}`;
  if (!ipaddr.isValidCIDR(text)) return [];
  const [address, prefix] = ipaddr.parseCIDR(text);
  const isV4 = address.kind() === 'ipv4';
  const size = 1n << BigInt((isV4 ? 32 : bits) - prefix);
  const first = (numberOf(address) / size) * size + (isV4 ? mapped.first : 0n);
  return [{ first, last: first + size - 1n }];
}

/** What a list of addresses and CIDR ranges covers. Text that is neither covers nothing. */
export function coverOf(ranges: readonly string[]): IpCover {
  const cover: Interval[] = [];
  const ordered = ranges.flatMap(intervalOf).toSorted((a, b) => (a.first < b.first ? -1 : 1));
  for (const next of ordered) {
    const open = cover.at(-1);
    if (open === undefined || next.first > open.last + 1n) cover.push({ ...next });
    else if (next.last > open.last) open.last = next.last;
  }
  return cover;
}

/** Whether every address of `inner` is in `outer`. */
export const contains = (outer: IpCover, inner: IpCover): boolean =>
  inner.every(({ first, last }) => outer.some((one) => one.first <= first && last <= one.last));

const sizeOf = (cover: IpCover): bigint =>
  cover.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);

const within = (cover: IpCover, { first, last }: Interval): IpCover =>
  cover
    .map((one) => ({ first: one.first > first ? one.first : first, last: one.last < last ? one.last : last }))
    .filter((one) => one.first <= one.last);

/** The prefix length of the largest single network that is no larger than this many addresses; null for none. */
const prefixOf = (size: bigint, width: number): number | null =>
  size === 0n ? null : width - (size.toString(2).length - 1);

/** How large a cover is in each family, as the prefix length of one network of that size: 0 is the whole internet. */
export function prefixesOf(cover: IpCover): { ipv4: number | null; ipv6: number | null } {
  const ipv4 = sizeOf(within(cover, mapped));
  return { ipv4: prefixOf(ipv4, 32), ipv6: prefixOf(sizeOf(cover) - ipv4, bits) };
}
