import { z } from 'zod';
import { tenantsByName } from '@/db/as-owner';
import { config } from '@/lib/config';
import type { System } from '@/lib/domain/actor';
import { releaseReason } from '@/lib/domain/limits/stop';
import { anchorTenant } from '@/lib/domain/log/anchor-log';
import { breakWords } from '@/lib/domain/log/break-words';
import { tenantNameSchema } from '@/lib/domain/people/person';
import { type AcceptedLog, acceptRestored } from '@/lib/use-cases/log/accept-restored';
import { auditWholeLog, type LogAudit } from '@/lib/use-cases/log/audit-whole-log';
import { AdminFailure } from './admin-failure';
import { asApp, type Command, command, valueOf } from './command';
import { type Installation, operatorIn, ownerUrlOf } from './installation';
import { progressLine } from './progress-line';

export const logCommands: Readonly<Record<string, Command>> = {
  'audit-log': command(
    '[--tenant NAME]',
    'computes every leaf and every subtree of the evidence anew, of one tenant or of all, and names what does not hold',
    z.object({ tenant: tenantNameSchema.optional() }),
    asApp(async (installation, { tenant }) => {
      const names = tenant === undefined ? await tenantsByName(ownerUrlOf(installation)) : [tenant];
      const lines = [];
      let broken = 0;
      for (const name of names) {
        const audit = await auditOf(installation, name);
        broken += audit.broken;
        lines.push(...linesOf(name, audit));
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
      const names = tenant === undefined ? await tenantsByName(ownerUrlOf(installation)) : [tenant];
      const lines = [];
      for (const name of names) {
        const operator = await operatorIn(installation, name);
        lines.push(
          acceptedLine(
            `The log of ${name}`,
            valueOf(await acceptRestored(operator, reason, config().dataDir)),
          ),
        );
      }
      if (tenant === undefined) {
        const anchor: System = { kind: 'system', tenantId: anchorTenant, name: 'operator' };
        lines.push(
          acceptedLine('The anchor log', valueOf(await acceptRestored(anchor, reason, config().dataDir))),
        );
      }
      return lines;
    }),
  ),
};

const acceptedLine = (log: string, accepted: AcceptedLog): string =>
  accepted === null
    ? `${log} is what was signed of it: there is nothing to accept.`
    : `${log} was signed up to ${accepted.signedSize} and is signed again from ${accepted.size} on. Whoever kept what was given out in between will find that it is not in this log.`;

async function auditOf(installation: Installation, name: string): Promise<LogAudit> {
  const operator = await operatorIn(installation, name);
  const progress = progressLine(process.stderr, `${name}: leaves`);
  try {
    return await auditWholeLog(operator, progress.show);
  } finally {
    progress.clear();
  }
}

function linesOf(name: string, { head, root, pending, first, broken }: LogAudit): string[] {
  if (broken === 0)
    return [
      `The log of ${name} holds: ${head.size} leaves, ${pending} drafts pending. Its root is ${root ?? 'unknown'}.`,
    ];
  return [
    `The log of ${name} is broken in ${broken} ${broken === 1 ? 'place' : 'places'}, first`,
    ...first.map((found) => `  ${breakWords(found)}.`),
    ...(broken > first.length ? [`  and ${broken - first.length} more.`] : []),
  ];
}
