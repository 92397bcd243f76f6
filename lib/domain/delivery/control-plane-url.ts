import ipaddr from 'ipaddr.js';
import { accept, type Result, refuse } from '../refusal';
import { hostFault, isIpLiteral } from '../resource/atom/target-host';

const wrong = (message: string) => refuse('TARGET_URL_INVALID', message);
const needsLoopback =
  'A control plane on this machine needs DELIVERY_TO_LOOPBACK=yes, for this command and for the server. Anywhere else it must be https with a public host.';

/**
 * UNTRUSTED INPUT: where a tenant wants its changes sent. https and a public host; `loopback` is the development
 * setting that also lets http and this machine through.
 */
export function parseControlPlaneUrl(text: string, loopback: boolean): Result<URL> {
  const url = text.length <= 2000 ? URL.parse(text) : null;
  if (url === null) return wrong('The control plane must be an absolute URL of at most 2000 characters.');
  if (`${url.username}${url.password}${url.hash}` !== '') {
    return wrong('The URL of a control plane has no user name, password or fragment.');
  }
  if (isLoopbackHost(url.hostname) && /^https?:$/.test(url.protocol)) {
    return loopback ? accept(url) : wrong(needsLoopback);
  }
  if (url.protocol !== 'https:') return wrong('The URL of a control plane must begin with https://.');
  if (hostFault(url.hostname) !== null) return wrong('The host of a control plane must be public.');
  return accept(url);
}

/** Whether an address that a name resolved to may be sent to. Private, link-local and metadata addresses may not. */
export function mayConnect(address: string, loopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const written = address.includes(':') ? `[${address}]` : address;
  if (loopback && isLoopbackHost(written)) return true;
  return isIpLiteral(written) && hostFault(written) === null;
}

function isLoopbackHost(hostname: string): boolean {
  if (hostname === 'localhost') return true;
  const address = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback';
}
