import type { TenantTx, WriteTx } from '@/db/tenant';
import type { DraftLifeSetting } from '@/lib/domain/draft/lifecycle';

/** The tenant's name, for people. */
export async function tenantName({ sql }: TenantTx): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select name from tenants where id = current_tenant()`;
  if (!row) throw new Error('the tenant has no row');
  return row.name;
}

/** The life of the tenant's drafts with the days that an expired one is kept. */
export const readDraftLife = (tx: TenantTx): Promise<DraftLifeSetting> => draftLife(tx, false);

/** The same, locked until commit. */
export const lockDraftLife = (tx: WriteTx): Promise<DraftLifeSetting> => draftLife(tx, true);

async function draftLife({ sql }: TenantTx, locked: boolean): Promise<DraftLifeSetting> {
  const [row] = await sql<DraftLifeSetting[]>`
    select draft_ttl_hours as usual, draft_ttl_min_hours as least, draft_ttl_max_hours as most,
      expired_retention_days as "retentionDays" from tenants
    where id = current_tenant() ${locked ? sql`for update` : sql``}`;
  if (!row) throw new Error('the tenant has no row');
  return row;
}

export async function updateDraftLife({ sql }: WriteTx, life: DraftLifeSetting): Promise<void> {
  await sql`
    update tenants set draft_ttl_hours = ${life.usual}, draft_ttl_min_hours = ${life.least},
      draft_ttl_max_hours = ${life.most}, expired_retention_days = ${life.retentionDays}
    where id = current_tenant()`;
}
