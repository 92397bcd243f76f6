import type { Flag, FlagContext } from '../../../draft/risk';
import { textFlags } from '../../../draft/text-flags';
import type { Spec } from '../../resource-kind';
import { allowlistWidened } from './allowlist-flags';
import { credentialQuery } from './credential-query';
import { deliveryAtRisk } from './delivery-flags';
import { eventsNarrowed } from './events-flags';
import { ipLiteral, mixedScript, newDomain, punycode, unusualPort } from './host-flags';
import { disabled, environmentChanged, firstDraft, productionDelete } from './lifecycle-flags';
import { lookalikeHost } from './lookalike';
import { newHostOnly } from './new-host';
import { openRedirectLike } from './open-redirect';
import { rightToLeftText } from './right-to-left-flag';
import { routingHeader } from './routing-header';
import { providerChanged, secretReferenceChanged, verificationWeakened } from './sender-flags';
import { targetAccountChanged } from './shared-account';
import { signatureHeaderChanged, toleranceWidened } from './signature-flags';
import { strangeTexts } from './strange-texts';
import { type Subject, subjectOf } from './subject';

const rules: readonly ((subject: Subject) => Flag[])[] = [
  lookalikeHost,
  newDomain,
  ipLiteral,
  punycode,
  mixedScript,
  targetAccountChanged,
  newHostOnly,
  strangeTexts,
  rightToLeftText,
  credentialQuery,
  unusualPort,
  openRedirectLike,
  providerChanged,
  verificationWeakened,
  secretReferenceChanged,
  signatureHeaderChanged,
  toleranceWidened,
  routingHeader,
  allowlistWidened,
  environmentChanged,
  disabled,
  eventsNarrowed,
  deliveryAtRisk,
  firstDraft,
];

/** What a person should look at in a change of an endpoint, gravest kind first. Never the gate. */
export function endpointFlags(
  base: Spec | null,
  proposed: Spec | null,
  context: FlagContext,
): readonly Flag[] {
  if (proposed === null) {
    return [
      ...(base === null ? [] : productionDelete(base)),
      ...textFlags(context.said ?? []),
      ...firstDraft(context),
    ];
  }
  const subject = subjectOf(base, proposed, context);
  return rules.flatMap((rule) => rule(subject));
}
