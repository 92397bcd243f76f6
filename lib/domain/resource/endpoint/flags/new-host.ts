import type { Flag } from '../../../draft/risk';
import { visible } from '../../../text/visible';
import { ipLiteral, mixedScript, newDomain, punycode } from './host-flags';
import { lookalikeHost } from './lookalike';
import { registrable, type Subject } from './subject';

const graver = [lookalikeHost, newDomain, ipLiteral, punycode, mixedScript];

/** A host that is new under a domain in use, when nothing graver is said of it. */
export function newHostOnly(subject: Subject): Flag[] {
  const { newHost, hosts } = subject;
  if (newHost === null || hosts.has(newHost)) return [];
  if (graver.some((rule) => rule(subject).length > 0)) return [];
  return [
    {
      code: 'new-host',
      tier: 'medium',
      title: 'New host',
      sentence: `No live endpoint sends to ${visible(newHost)}. Other hosts of ${visible(registrable(newHost))} are in use.`,
      field: 'target_host',
    },
  ];
}
