import type postgres from 'postgres';
import { makeTeam } from '@/db/testing/fixtures';
import { tamperLog } from '@/db/testing/tamper-log';
import { breakWords } from '@/lib/domain/log/break-words';
import { discardDraft } from '@/lib/use-cases/drafts/discard-draft';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { freshCheckpoint } from '../fresh-checkpoint';
import { recomputeWholeLog } from '../recompute-whole-log';

/** A log of 24 leaves: the tenant, a person and a key, nine drafts, then four applied and two discarded, each after its view. */
export async function decidedLog(owner: postgres.Sql) {
  const team = await makeTeam();
  const drafts = [];
  for (let nth = 0; nth < 9; nth += 1) drafts.push(await propose(team.agent, { name: `orders-${nth}` }));
  for (const draft of drafts.slice(0, 4)) accepted(await apply(team.reviewer, draft));
  for (const { id } of drafts.slice(4, 6)) {
    const reason = { reason: 'not_needed', message: '', idempotencyKey: null } as const;
    accepted(await discardDraft(team.reviewer, { draftId: id, ...reason }));
  }
  const { tenant } = team.person;
  const { system } = tenant;
  const recomputed = async () => {
    const made = await recomputeWholeLog(system);
    if (made === null) throw new Error('no log');
    return made;
  };
  return {
    ...team,
    tenant,
    drafts,
    system,
    sign: async () => accepted(await freshCheckpoint(team.reviewer)),
    recomputed,
    words: async () => (await recomputed()).first.map(breakWords),
    tamper: (...statements: string[]) => tamperLog(owner, tenant, statements.join(';')),
  };
}
