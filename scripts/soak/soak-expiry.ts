import { rmSync } from 'node:fs';
import { startEmbedded } from '@/db/embedded';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import { closeIdle } from '@/db/transaction-connection';
import { auditTenants, type TenantFigures } from './audit-tenants';
import { keepProposing } from './keep-proposing';
import { seedTenants } from './seed-tenants';
import { type ProcessFigures, sweepAll } from './sweep-process';

export type SoakPlan = {
  drafts: number;
  tenants: number;
  processes: number;
  perSecond: number;
  log: (line: string) => void;
};

/** What a soak found. */
export type Figures = Omit<TenantFigures, 'pendingIds'> & {
  seeded: number;
  seconds: number;
  proposed: number;
  refused: readonly string[];
  processes: readonly ProcessFigures[];
};

/**
 * Real processes of `npm run gc` sweep the due drafts of several tenants on a database of their own, while agents
 * propose; then every log is audited. Leaves nothing behind.
 */
export async function soakExpiry(plan: SoakPlan): Promise<Figures> {
  const dataDir = tempDataDir('soak');
  const database = await startEmbedded({ dataDir });
  process.env['DATABASE_URL'] = database.appUrl;
  try {
    plan.log(`Making ${plan.drafts} due drafts in ${plan.tenants} tenants.`);
    const tenants = await seedTenants(plan);
    plan.log(`Sweeping with ${plan.processes} processes, at most ${plan.perSecond} a second.`);
    const startedAt = performance.now();
    const ended = new AbortController();
    const proposing = keepProposing(tenants, ended.signal);
    const processes = await sweepAll(database.appUrl, plan);
    const seconds = (performance.now() - startedAt) / 1000;
    ended.abort();
    const { proposed, refused } = await proposing;
    plan.log('Auditing every log.');
    const { pendingIds, ...found } = await auditTenants(tenants);
    const gone = proposed.filter((id) => !pendingIds.has(id));
    return {
      seeded: plan.drafts,
      ...found,
      lost: found.lost + gone.length,
      seconds: Math.round(seconds * 10) / 10,
      proposed: proposed.length,
      refused,
      processes,
    };
  } finally {
    await closeIdle();
    await database.stop('immediate');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const fewDrafts = 2000;

/** What must hold of any soak. */
export const bounds = (plan: SoakPlan): { says: string; holds: (found: Figures) => boolean }[] => [
  { says: 'every due draft was expired', holds: ({ expired }) => expired === plan.drafts },
  { says: 'each left exactly one leaf', holds: ({ leavesOnce }) => leavesOnce === plan.drafts },
  { says: 'no draft was lost', holds: ({ lost }) => lost === 0 },
  {
    says: 'agents proposed all the while',
    holds: ({ proposed, refused }) => proposed > 0 && refused.length === 0,
  },
  { says: 'every tree is sound', holds: ({ sound }) => sound },
  { says: 'every count of pending drafts is exact', holds: ({ counted }) => counted },
  {
    says: 'no second held more than the bound',
    holds: ({ mostPerSecond }) => mostPerSecond <= plan.perSecond,
  },
  { says: 'no process failed', holds: ({ processes }) => processes.every(({ failed }) => failed === 0) },
  {
    // Whoever starts a moment earlier may have swept all of a few before the other looks.
    says: 'every process of a long soak did its part',
    holds: ({ processes }) => plan.drafts < fewDrafts || processes.every(({ expired }) => expired > 0),
  },
];
