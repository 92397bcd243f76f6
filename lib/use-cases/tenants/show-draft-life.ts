import { namesOfAdmins } from '@/db/queries/people';
import { readDraftLife } from '@/db/queries/tenants';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { DraftLifeSetting } from '@/lib/domain/draft/lifecycle';

export type ShownDraftLife = { life: DraftLifeSetting; admins: readonly string[] };

/** How long the tenant's drafts live, and the names of those who may change that. */
export const showDraftLife = (human: Human): Promise<ShownDraftLife> =>
  withTenantRead(human, async (tx) => {
    const [life, admins] = await Promise.all([readDraftLife(tx), namesOfAdmins(tx)]);
    return { life, admins };
  });
