import ipaddr from 'ipaddr.js';

const privateNames = 'localhost local localdomain internal intranet svc lan home corp private home.arpa';
// Public names that resolve to whatever address they spell, or to loopback.
const mirrors = 'nip.io sslip.io xip.io localtest.me lvh.me vcap.me';
const privateSuffixes = `${privateNames} ${mirrors}`.split(' ');

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

const ipText = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

// The WHATWG parser writes IPv6 in brackets and every IPv4 spelling as four decimals.
const addressForm = /^\[|^[\d.]+$/;

/** Whether a WHATWG host name is an address rather than a name. */
export const isIpLiteral = (hostname: string): boolean =>
  addressForm.test(hostname) && ipaddr.isValid(ipText(hostname));

// 168.63.129.16 is Azure's metadata service inside a public range. Only 2000::/3 is global unicast in IPv6, so every
// form that embeds an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo) is refused whatever it embeds.
const isPublicAddress = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean => {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4
    ? address.toString() !== '168.63.129.16'
    : address.match(ipaddr.IPv6.parse('2000::'), 3);
};

const isPrivateName = (name: string): boolean =>
  !name.includes('.') || privateSuffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`));

/** What is wrong with a host as `URL.hostname` gives it, or null when it may receive data. */
export function hostFault(hostname: string): 'HOST' | 'PRIVATE_HOST' | null {
  if (isIpLiteral(hostname)) return isPublicAddress(ipaddr.parse(ipText(hostname))) ? null : 'PRIVATE_HOST';
  const name = hostname.replace(/\.+$/, '');
  if (name !== '' && isPrivateName(name)) return 'PRIVATE_HOST';
  const wellFormed =
    name === hostname && name.length <= 253 && name.split('.').every((part) => label.test(part));
  return wellFormed ? null : 'HOST';
}
