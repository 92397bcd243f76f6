import type { Flag, FlagContext } from '../../../draft/risk';
import type { Spec } from '../../resource-kind';
import { allowlistWidened } from './allowlist-flags';
import { deliveryAtRisk } from './delivery-flags';
import { hiddenCharacters } from './hidden-flags';
import { credentialQuery, ipLiteral, mixedScript, newDomain, punycode, unusualPort } from './host-flags';
import { disabled, environmentChanged, firstDraft, productionDelete } from './lifecycle-flags';
import { lookalikeHost } from './lookalike';
import { newHostOnly } from './new-host';
import { providerChanged, secretReferenceChanged, verificationWeakened } from './sender-flags';
import { type Subject, subjectOf } from './subject';

const rules: readonly ((subject: Subject) => Flag[])[] = [
  lookalikeHost,
  newDomain,
  ipLiteral,
  punycode,
  mixedScript,
  newHostOnly,
  hiddenCharacters,
  credentialQuery,
  unusualPort,
  providerChanged,
  verificationWeakened,
  secretReferenceChanged,
  allowlistWidened,
  environmentChanged,
  disabled,
  deliveryAtRisk,
  firstDraft,
];

/** What a person should look at in a change of an endpoint, gravest kind first. Never the gate. */
export function endpointFlags(
  base: Spec | null,
  proposed: Spec | null,
  context: FlagContext,
): readonly Flag[] {
  if (proposed === null) return [...(base === null ? [] : productionDelete(base)), ...firstDraft(context)];
  const subject = subjectOf(base, proposed, context);
  return rules.flatMap((rule) => rule(subject));
}
