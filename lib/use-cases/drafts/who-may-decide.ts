import { countDeciders, othersWhoDecide } from '@/db/queries/people';
import type { TenantTx } from '@/db/tenant';
import { type MayDecide, mostNamed } from '@/lib/domain/draft/may-decide';

/** Who may apply what this author proposes, by the rule that the apply asks. */
export async function whoMayDecide(tx: TenantTx, authorId: string): Promise<MayDecide> {
  const [all, others] = await Promise.all([countDeciders(tx), othersWhoDecide(tx, authorId, mostNamed)]);
  return {
    people: others.map(({ name, role }) => ({ name, role })),
    more: Math.max(0, (others[0]?.total ?? 0) - others.length),
    authorAlone: others.length === 0 && all > 0,
  };
}
