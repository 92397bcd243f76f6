import type { Flag } from '../../../draft/risk';
import { unicodeHost } from '../../../text/punycode';
import { scriptsOf } from '../../../text/scripts';
import { visible } from '../../../text/visible';
import { isIpLiteral } from '../../atom/target-host';
import { registrable, type Subject } from './subject';

const onHost = { tier: 'high', field: 'target_host' } as const;

/** `Every live endpoint uses acme.com (41) or acme.dev (3).` */
function usedDomains(hosts: ReadonlyMap<string, number>): string {
  const counts = new Map<string, number>();
  for (const [host, count] of hosts)
    counts.set(registrable(host), (counts.get(registrable(host)) ?? 0) + count);
  const ordered = [...counts].toSorted(([, a], [, b]) => b - a);
  if (ordered.length === 0) return 'No live endpoint exists yet.';
  const named = ordered.slice(0, 3).map(([domain, count]) => `${visible(domain)} (${count})`);
  const others = ordered.length - named.length;
  if (others > 0) return `Live endpoints use ${named.join(', ')} and ${others} more.`;
  return `Every live endpoint uses ${named.join(', ').replace(/, ([^,]+)$/, ' or $1')}.`;
}

export function newDomain({ newHost, hosts }: Subject): Flag[] {
  if (newHost === null) return [];
  const domain = registrable(newHost);
  if ([...hosts.keys()].some((host) => registrable(host) === domain)) return [];
  const sentence = `${visible(domain)} has never received traffic from this tenant. ${usedDomains(hosts)}`;
  return [{ ...onHost, code: 'new-domain', title: 'New domain', sentence }];
}

export function ipLiteral({ newHost }: Subject): Flag[] {
  if (newHost === null || !isIpLiteral(newHost)) return [];
  const sentence = `The target is the address ${visible(newHost)}. No name says whose it is.`;
  return [{ ...onHost, code: 'ip-literal', title: 'Target is an IP address', sentence }];
}

export function punycode({ newHost }: Subject): Flag[] {
  if (newHost === null || !newHost.split('.').some((label) => label.startsWith('xn--'))) return [];
  const sentence = `${visible(newHost)} is shown as ${visible(unicodeHost(newHost))} in many programs.`;
  return [{ ...onHost, code: 'punycode', title: 'International host name', sentence }];
}

export function mixedScript({ newHost }: Subject): Flag[] {
  if (newHost === null) return [];
  const mixed = unicodeHost(newHost)
    .split('.')
    .map((label) => ({ label, scripts: scriptsOf(label) }))
    .find(({ scripts }) => scripts.length > 1);
  if (mixed === undefined) return [];
  const sentence = `${visible(mixed.label)} mixes ${mixed.scripts.join(' and ')} letters.`;
  return [{ ...onHost, code: 'mixed-script', title: 'Host mixes alphabets', sentence }];
}

export function unusualPort({ from, to }: Subject): Flag[] {
  if (to === null || to.port === null || to.port === from?.port) return [];
  const sentence = `The target listens on port ${visible(to.port)} instead of 443.`;
  return [
    {
      code: 'port-unusual',
      tier: 'medium',
      title: 'Unusual port',
      sentence,
      field: 'target_port',
    },
  ];
}
