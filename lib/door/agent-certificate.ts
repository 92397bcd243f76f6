import { config } from '@/lib/config';
import type { Agent } from '@/lib/domain/actor';
import { boundCertificate, noCertificate } from '@/lib/domain/keys/client-certificate';
import type { Result } from '@/lib/domain/refusal';

/** A client certificate where the operator requires one of every agent, and the one that the key is bound to. */
export function agentCertificate({ grant }: Agent, thumbprint: string | null): Result<null> {
  if (thumbprint === null && config().clientCertificates.ofAgents === 'required') {
    return noCertificate('Agents must present a client certificate here, and none was proved.');
  }
  return boundCertificate(grant.certificate, thumbprint);
}
