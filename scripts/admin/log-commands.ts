import { z } from 'zod';
import { tenantsByName } from '@/db/as-owner';
import { config } from '@/lib/config';
import type { System } from '@/lib/domain/actor';
import { releaseReason } from '@/lib/domain/limits/stop';
import { anchorTenant } from '@/lib/domain/log/anchor-log';
import { breakWords } from '@/lib/domain/log/break-words';
import { tenantNameSchema } from '@/lib/domain/people/person';
import { type AcceptedLog, acceptRestored } from '@/lib/use-cases/log/accept-restored';
import { type RecomputedLog, recomputeWholeLog } from '@/lib/use-cases/log/recompute-whole-log';
import { AdminFailure } from './admin-failure';
import { asApp, type Command, command, valueOf } from './command';
import { type Installation, operatorIn, ownerUrlOf } from './installation';
import { progressLine } from './progress-line';

export const logCommands: Readonly<Record<string, Command>> = {
  'verify-log': command(
    '[--tenant NAME]',
    'computes the evidence of one tenant or of all anew, holds drafts and resources to it, and names what does not hold',
    z.object({ tenant: tenantNameSchema.optional() }),
    asApp(async (installation, { tenant }) => {
      const lines = [];
      let broken = 0;
      for (const { name, operator } of await logsOf(installation, tenant)) {
        const recomputed = await recomputedOf(name, operator);
        broken += recomputed?.broken ?? 1;
        lines.push(...(recomputed === null ? [`There is no log of ${name}.`] : linesOf(name, recomputed)));
      }
      if (broken > 0) throw new AdminFailure(lines.join('\n'));
      return lines;
    }),
  ),
  'accept-restored': command(
    '[--tenant NAME] --reason TEXT',
    'lets the log of a tenant, or every log, be signed again after an older backup was restored; it leaves evidence',
    z.object({
      tenant: tenantNameSchema.optional(),
      reason: z.string().trim().min(releaseReason.least).max(releaseReason.most),
    }),
    asApp(async (installation, { tenant, reason }) => {
      const lines = [];
      for (const { name, operator } of await logsOf(installation, tenant))
        lines.push(acceptedLine(name, valueOf(await acceptRestored(operator, reason, config().dataDir))));
      return lines;
    }),
  ),
};

const acceptedLine = (name: string, accepted: AcceptedLog): string =>
  accepted === null
    ? `The log of ${name} is what was signed of it: there is nothing to accept.`
    : `The log of ${name} was signed up to ${accepted.signedSize} and is signed again from ${accepted.size} on. Whoever kept what was given out before will find that this is another log.`;

const theAnchor = 'the anchor';

type Log = { name: string; operator: System };

/** The log of one tenant, or those of all and the one that anchors them. */
async function logsOf(installation: Installation, tenant: string | undefined): Promise<Log[]> {
  const names = tenant === undefined ? await tenantsByName(ownerUrlOf(installation)) : [tenant];
  const logs: Log[] = [];
  for (const name of names) logs.push({ name, operator: await operatorIn(installation, name) });
  if (tenant !== undefined) return logs;
  return [
    ...logs,
    { name: theAnchor, operator: { kind: 'system', tenantId: anchorTenant, name: 'operator' } },
  ];
}

async function recomputedOf(name: string, operator: System): Promise<RecomputedLog | null> {
  const progress = progressLine(process.stderr, `${name}: leaves`);
  try {
    return await recomputeWholeLog(operator, progress.show);
  } finally {
    progress.clear();
  }
}

function linesOf(name: string, recomputed: RecomputedLog): string[] {
  const { head, root, pending, checkpoints, keys, kept, first, broken } = recomputed;
  if (broken === 0)
    return [
      `The log of ${name} holds: ${head.size} leaves, ${name === theAnchor ? '' : `${pending} drafts pending, `}${checkpoints} checkpoints. Its root is ${root ?? 'unknown'}.`,
      kept === null
        ? '  DATA_DIR keeps no signed head of it: that it was not cut is held by its own checkpoints alone.'
        : `  It holds all that was signed up to ${kept}, as DATA_DIR keeps it.`,
      ...keys.map((key) => `  Checkpoints are signed with ${key}`),
    ];
  return [
    `The log of ${name} is broken in ${broken} ${broken === 1 ? 'place' : 'places'}, first`,
    ...first.map((found) => `  ${breakWords(found)}.`),
    ...(broken > first.length ? [`  and ${broken - first.length} more.`] : []),
  ];
}
