import { config } from '@/lib/config';
import { boundCertificate, noCertificate } from '@/lib/domain/keys/client-certificate';
import type { Result } from '@/lib/domain/refusal';
import type { Caller } from '../caller';

/** A client certificate where the operator requires one of every agent, and the one that the key is bound to. */
export function certificate({ facts }: Caller): Result<null> {
  if (facts.certificate === null && config().clientCertificates.ofAgents === 'required') {
    return noCertificate('Agents must present a client certificate here, and none was proved.');
  }
  return boundCertificate(facts.agent.grant.certificate, facts.certificate);
}
