import { lockDraftLife, updateDraftLife } from '@/db/queries/tenants';
import { withTenant } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import type { DraftLifeSetting } from '@/lib/domain/draft/lifecycle';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** What is undefined stays as it is. */
export type DraftLifeChange = { [Name in keyof DraftLifeSetting]: number | undefined };

/** Sets how long a tenant's drafts live and expired ones are kept. Drafts that wait keep the end that they have. */
export async function setDraftLife(
  operator: System,
  change: DraftLifeChange,
): Promise<Result<DraftLifeSetting>> {
  const { value } = await withTenant(operator, async (tx): Promise<Result<DraftLifeSetting>> => {
    const before = await lockDraftLife(tx);
    const life = {
      usual: change.usual ?? before.usual,
      least: change.least ?? before.least,
      most: change.most ?? before.most,
      retentionDays: change.retentionDays ?? before.retentionDays,
    };
    if (life.usual < life.least || life.usual > life.most) {
      return refuse(
        'VALIDATION_FAILED',
        `The usual life of ${life.usual} hours is not within ${life.least} to ${life.most} hours.`,
      );
    }
    await updateDraftLife(tx, life);
    return accept(life);
  });
  return value;
}
