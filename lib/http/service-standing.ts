import type { Service } from '@/lib/domain/actor';
import type { CredentialKind } from '@/lib/domain/authority/credential-kind';
import { type Refusal, type RefusalCode, refuse } from '@/lib/domain/refusal';
import type { Credentials } from '@/lib/door/credentials';
import { authenticateService } from '@/lib/use-cases/services/authenticate-service';
import { onlyBearer } from './only-bearer';

type ServiceKind = Exclude<Extract<CredentialKind, `service${string}`>, 'service_foreign_tenant'>;
type ServiceStanding = { kind: ServiceKind; actor: Service | null; refusal: Refusal | null };

/** Proves a service credential. It comes alone and as Bearer: beside anything else it lends and borrows nothing. */
export async function serviceStanding(req: Request, found: Credentials): Promise<ServiceStanding> {
  if (found.hasAgentCredential) return beside('service_beside_agent', 'an agent key');
  if (found.humTokens.length > 0) return beside('service_beside_token', 'a person’s token');
  if (found.hasSessionCookie) return beside('service_beside_session', 'a session cookie');
  const token = onlyBearer(req, found, 'serviceTokens');
  if (token === null) return { kind: 'service_misplaced', actor: null, refusal: misplaced().refusal };
  const service = await authenticateService(token);
  if (service.ok) return { kind: 'service', actor: service.value, refusal: null };
  const { refusal } = service;
  return { kind: faultyKinds[refusal.code] ?? 'service_unknown', actor: null, refusal };
}

const faultyKinds: Partial<Record<RefusalCode, ServiceKind>> = {
  KEY_EXPIRED: 'service_expired',
  KEY_REVOKED: 'service_revoked',
};

function beside(kind: ServiceKind, what: string): ServiceStanding {
  const { refusal } = refuse('UNAUTHENTICATED', `A service credential and ${what} were sent together.`, {
    hint: 'Send one of them.',
  });
  return { kind, actor: null, refusal };
}

const misplaced = () =>
  refuse(
    'UNAUTHENTICATED',
    'A service credential (svc_…) belongs in Authorization: Bearer and nowhere else.',
    {
      hint: 'Revoke it if it was in an address: addresses are logged.',
    },
  );
