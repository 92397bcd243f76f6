import { getDomain } from 'tldts';
import type { FlagContext } from '../../../draft/risk';
import type { SaidText } from '../../../text/said-text';
import type { Spec } from '../../resource-kind';
import { type TargetParts, targetParts } from '../target-parts';
import { isSharedHosting } from './shared-hosting';

/** A create or an update, as the flags look at it. */
export type Subject = {
  base: Spec | null;
  proposed: Spec;
  from: TargetParts | null;
  to: TargetParts | null;
  /** The host that the change would start to send to; null when it stays as it is. */
  newHost: string | null;
  /** Hosts in use, with how many live resources use each; the base's own among them. */
  hosts: ReadonlyMap<string, number>;
  firstDraftOfAgent: boolean;
  /** What the proposer wrote beside the spec. */
  said: readonly SaidText[];
};

export function subjectOf(base: Spec | null, proposed: Spec, context: FlagContext): Subject {
  const from = targetParts(base);
  const to = targetParts(proposed);
  const hosts = new Map(context.knownHosts);
  if (from !== null && !hosts.has(from.host)) hosts.set(from.host, 1);
  const newHost = to !== null && to.host !== from?.host ? to.host : null;
  const { firstDraftOfAgent, said = [] } = context;
  return { base, proposed, from, to, newHost, hosts, firstDraftOfAgent, said };
}

/** The part of a host that one owner registered; under shared hosting such as github.io that is the whole host. */
export const registrable = (host: string): string =>
  isSharedHosting(host) ? host : (getDomain(host, { allowPrivateDomains: true }) ?? host);
