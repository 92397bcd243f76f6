import { peopleWhoOwn } from '@/db/queries/people';
import { withTenant, withTenantRead } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { keyRate, keyRefusals, leastTerms } from '@/lib/domain/keys/key-terms';
import { scopes } from '@/lib/domain/keys/scope';
import { dataClasses } from '@/lib/domain/policy/data-class';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { selftestIdentity } from '@/lib/domain/selftest/selftest-identity';
import { issueIn } from '../keys/issue-in';
import { issueService } from '../services/issue-service';

const minute = 1 / 1440;
/** Nothing that a test leaves behind is good for longer, also when it is killed. */
const life = 10 * minute;
const brief = minute / 60;

export type Issued = { id: string; token: string };
export type OwnCredentials = { key: Issued; expiring: Issued; service: Issued };

/** A key with every scope, one that expires within a second, and a service credential, of a person of the tenant. */
export async function ownCredentials(tester: System): Promise<Result<OwnCredentials>> {
  const people = await withTenantRead(tester, peopleWhoOwn);
  const owner = people.find(({ role }) => role !== 'viewer');
  if (!owner)
    return refuse('RESOURCE_NOT_FOUND', 'This tenant has nobody who could own a key that proposes.');
  const { value } = await withTenant(tester, async (tx) => {
    const issue = (name: string, days: number) =>
      issueIn(tx, tester, {
        name,
        agentIdentity: selftestIdentity,
        purpose: 'Tries to apply, and must not be able to',
        ownerId: owner.id,
        environment: 'dev',
        everyEnvironment: false,
        terms: {
          ...leastTerms,
          scopes: [...scopes],
          data_classes: [...dataClasses],
          rate_limit_per_min: keyRate.most,
          burst: keyRate.most,
          // A paused key would be refused for that, and its attempts would prove nothing.
          refusals_per_min: keyRefusals.most,
        },
        days,
      });
    const key = await issue('boundary self-test', life);
    const expiring = await issue('boundary self-test, expired', brief);
    return { key, expiring };
  });
  if (!value.key.ok) return value.key;
  if (!value.expiring.ok) return value.expiring;
  const service = await issueService(tester, { name: 'boundary self-test', days: life });
  return accept({ key: value.key.value, expiring: value.expiring.value, service });
}
