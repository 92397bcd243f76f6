import postgres from 'postgres';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';
import { asOwnerOf } from '@/e2e/owner';
import { scopes } from '@/lib/domain/keys/scope';
import { callersOf } from '../matrix/callers';
import { addKey, type Seeded, seedTenants } from '../matrix/seed';
import { Target } from '../matrix/target';
import { bearer, call, mcp, type World } from './row';
import { send } from './send';

/** Two tenants with something in them, and what can move in either. */
export type Stage = { world: World; standing: () => Promise<string>; close: () => Promise<void> };

export async function setStage(base: string, dataDir: string): Promise<Stage> {
  const { host, origin } = new URL(base);
  const own = await seedTenants(dataDir);
  const other = await seedTenants(dataDir);
  const { tenant, beside, narrow, slow } = await moreKeys(dataDir, own);
  const target = new Target(base, { ...own, keys: { ...own.keys, active: beside } });
  await target.renewDraft();
  const foreign = await furnished(base, dataDir, other);
  const { tenant: foreignTenant } = await moreKeys(dataDir, other);
  const world: World = {
    ...own.keys,
    host,
    origin,
    key: own.keys.active,
    narrow,
    slow,
    unknown: `mcp_${'x'.repeat(8)}_${'y'.repeat(43)}`,
    malformed: 'mcp_not-a-key',
    service: own.services.active,
    token: own.people.reviewer.token,
    cookie: await cookieOf(own, dataDir, origin),
    userId: own.people.reviewer.id,
    draft: target.draft.id,
    digest: target.draft.proposed_spec_digest,
    ...foreign,
    foreignKey: other.keys.active,
  };
  await send(base, mcp(world, call('draft_list'), { headers: [bearer(slow)] }));
  return { world, ...watch(dataDir, [tenant, foreignTenant]) };
}

async function cookieOf(seeded: Seeded, dataDir: string, origin: string): Promise<string> {
  const callers = await callersOf(seeded, dataDir, origin);
  return callers.find(({ kind }) => kind === 'reviewer')?.headers['cookie'] ?? '';
}

/** Keys that the matrix has no need of. */
async function moreKeys(dataDir: string, { people }: Seeded) {
  const made = { tenant: '', beside: '', narrow: '', slow: '' };
  await asOwnerOf(
    dataDir,
    people.reviewer,
  )(async (sql) => {
    const [place] = await sql<{ tenant: string }[]>`select current_setting('app.tenant_id') as tenant`;
    made.tenant = place?.tenant ?? '';
    const shared = { tenant: made.tenant, owner: people.reviewer.id, state: 'active', scopes } as const;
    const [beside, narrow, slow] = [
      await addKey(sql, shared),
      await addKey(sql, shared),
      await addKey(sql, shared),
    ];
    await sql`update agent_keys set allowed_tools = '{draft_list}' where id = ${narrow.id}`;
    await sql`update agent_keys set rate_limit_per_min = 1, burst = 1 where id = ${slow.id}`;
    Object.assign(made, { beside: beside.token, narrow: narrow.token, slow: slow.token });
  });
  return made;
}

/** What another tenant has: a live endpoint with its evidence, and a pending draft. */
async function furnished(base: string, dataDir: string, seeded: Seeded) {
  const target = new Target(base, seeded);
  const { origin } = new URL(base);
  const cookie = await cookieOf(seeded, dataDir, origin);
  await target.makeLive({ cookie, origin, 'x-user-id': seeded.people.reviewer.id });
  await target.renewDraft();
  const { endpointId, evidenceId, draft } = target;
  return { foreignDraft: draft.id, foreignEndpoint: endpointId, foreignEvidence: evidenceId };
}

/** Drafts by status, resources, their versions, keys by status, and all evidence but that of a refused apply. */
function watch(dataDir: string, tenants: readonly string[]) {
  const record = readRecord(dataDir);
  if (record === null) throw new Error('the product under test has no embedded database');
  const owner = postgres(roleUrl('countersign', record.ownerPassword, record.port), { max: 1 });
  const standingOf = (tenant: string) =>
    owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenant}, true)`;
      const [row] = await sql<{ standing: string }[]>`
        select format('pending %s, decided %s, resources %s, versions %s, keys %s, evidence %s',
          count(*) filter (where status = 'pending'), count(*) filter (where status <> 'pending'),
          (select count(*) from endpoints), (select count(*) from endpoint_versions),
          (select string_agg(status::text, ' ' order by id) from agent_keys),
          (select count(*) from log_leaves where event <> 'draft_apply_refused')) as standing from drafts`;
      return row?.standing ?? '';
    });
  return {
    standing: async () => {
      const standings: string[] = [];
      for (const tenant of tenants) standings.push(await standingOf(tenant));
      return standings.join('\n');
    },
    close: () => owner.end(),
  };
}
