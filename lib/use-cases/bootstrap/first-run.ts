import { keepFile, publishPending, writePending } from '@/host/first-run-file';
import { type Config, config } from '@/lib/config';
import type { Role } from '@/lib/domain/actor';
import { scopes } from '@/lib/domain/keys/scope';
import { newPassword } from '../people/reset-password';
import { type CreatedTenant, createTenant, type NewAccount } from './create-tenant';

/** `created` and `kept` have `first-run.json`; in `lost` the tenant exists and its file does not. */
export type FirstRunOutcome = 'created' | 'kept' | 'lost';

const tenant = 'acme';
const adminEmail = 'alex@acme.example';
const accounts: { name: string; email: string; role: Role }[] = [
  { name: 'Robin Reviewer', email: 'robin@acme.example', role: 'reviewer' },
  { name: 'Riley Reviewer', email: 'riley@acme.example', role: 'reviewer' },
  { name: 'Alex Admin', email: adminEmail, role: 'admin' },
  { name: 'Vic Viewer', email: 'vic@acme.example', role: 'viewer' },
];

/**
 * Gives an empty installation its tenant, people and agent key, and writes their secrets to `DATA_DIR/first-run.json`.
 * The unique name is what proves that nothing exists yet: no marker, and no look across tenants.
 */
export async function firstRun({
  dataDir,
  publicUrl,
}: Pick<Config, 'dataDir' | 'publicUrl'>): Promise<FirstRunOutcome> {
  const urls = { url: publicUrl, mcp_url: `${publicUrl}/api/mcp` };
  if (keepFile(dataDir, urls)) return 'kept';
  const people: NewAccount[] = accounts.map((account) => ({
    ...account,
    password: newPassword(),
  }));
  const write = ({ agentToken }: CreatedTenant) =>
    writePending(dataDir, {
      ...urls,
      tenant,
      reviewers: people.map(({ name, email, password, role }) => ({ name, email, password, role })),
      agent_key: agentToken ?? '',
    });
  const created = await createTenant(
    {
      name: tenant,
      people,
      agentKey: { ...firstKey, maxPendingDrafts: config().maxPendingDrafts.ofFirstKey },
    },
    write,
  );
  const published = publishPending(dataDir);
  if (!created.ok) return published ? 'kept' : 'lost';
  return 'created';
}

const firstKey = {
  name: 'deploy-bot',
  agentIdentity: 'deploy-bot',
  ownerEmail: adminEmail,
  purpose: 'The first agent of this installation',
  environment: 'prod' as const,
  everyEnvironment: true,
  scopes,
  days: 30,
};
