import { z } from 'zod';
import { serviceIdSchema } from '@/lib/domain/ids';
import { personNameSchema, tenantNameSchema } from '@/lib/domain/people/person';
import { issueService, maxServiceDays } from '@/lib/use-cases/services/issue-service';
import { listServices } from '@/lib/use-cases/services/list-services';
import { revokeService } from '@/lib/use-cases/services/revoke-service';
import { asApp, type Command, command, days, valueOf } from './command';
import { operatorIn } from './installation';

const tenant = tenantNameSchema;

/** What an operator does with the credentials of platforms, which read what was applied. */
export const serviceCommands: Readonly<Record<string, Command>> = {
  'issue-service': command(
    '--tenant NAME --name NAME [--days 90]',
    'issues a credential with which a platform reads what was applied, and shows it once',
    z.object({ tenant, name: personNameSchema, days: days(maxServiceDays, 90) }),
    asApp(async (installation, { tenant: place, name, days: life }) => {
      const operator = await operatorIn(installation, place);
      const { id, token, expiresAt } = await issueService(operator, { name, days: life });
      return [
        `Service credential ${id} reads what is applied in ${place} until ${expiresAt.toISOString()}. It is shown once:`,
        `  ${token}`,
      ];
    }),
  ),

  'list-services': command(
    '--tenant NAME',
    'lists the service credentials of a tenant',
    z.object({ tenant }),
    asApp(async (installation, { tenant: place }) => {
      const services = await listServices(await operatorIn(installation, place));
      if (services.length === 0) return [`${place} has no service credentials.`];
      return services.map(
        ({ id, state, expires_at: until, revoked_at: revoked, name }) =>
          `${id}  ${state}  ${revoked === null ? `until ${until.toISOString()}` : `on ${revoked.toISOString()}`}  ${name}`,
      );
    }),
  ),

  'revoke-service': command(
    '--tenant NAME --credential CREDENTIAL_ID',
    'revokes a service credential for good; a request that waits under it ends',
    z.object({ tenant, credential: serviceIdSchema }),
    asApp(async (installation, { tenant: place, credential }) => {
      valueOf(await revokeService(await operatorIn(installation, place), credential));
      return [`Service credential ${credential} is revoked.`];
    }),
  ),
};
