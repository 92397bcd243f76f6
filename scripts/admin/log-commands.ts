import { z } from 'zod';
import { tenantsByName } from '@/db/as-owner';
import type { System } from '@/lib/domain/actor';
import { anchorTenant } from '@/lib/domain/log/anchor-log';
import { breakWords } from '@/lib/domain/log/break-words';
import { tenantNameSchema } from '@/lib/domain/people/person';
import { auditWholeLog, type LogAudit } from '@/lib/use-cases/log/audit-whole-log';
import { AdminFailure } from './admin-failure';
import { asApp, type Command, command } from './command';
import { type Installation, operatorIn, ownerUrlOf } from './installation';
import { progressLine } from './progress-line';

export const logCommands: Readonly<Record<string, Command>> = {
  'audit-log': command(
    '[--tenant NAME]',
    'computes every leaf and every subtree of the evidence anew, of one tenant or of all, and names what does not hold',
    z.object({ tenant: tenantNameSchema.optional() }),
    asApp(async (installation, { tenant }) => {
      const lines = [];
      let broken = 0;
      for (const { name, operator } of await logsOf(installation, tenant)) {
        const audit = await auditOf(name, operator);
        broken += audit?.broken ?? 0;
        lines.push(...(audit === null ? [] : linesOf(name, audit)));
      }
      if (broken > 0) throw new AdminFailure(lines.join('\n'));
      return lines;
    }),
  ),
};

type Log = { name: string; operator: System };

/** The log of one tenant, or those of all and the one that anchors them. */
async function logsOf(installation: Installation, tenant: string | undefined): Promise<Log[]> {
  const names = tenant === undefined ? await tenantsByName(ownerUrlOf(installation)) : [tenant];
  const logs: Log[] = [];
  for (const name of names) logs.push({ name, operator: await operatorIn(installation, name) });
  if (tenant !== undefined) return logs;
  return [
    ...logs,
    { name: 'the anchor', operator: { kind: 'system', tenantId: anchorTenant, name: 'operator' } },
  ];
}

async function auditOf(name: string, operator: System): Promise<LogAudit | null> {
  const progress = progressLine(process.stderr, `${name}: leaves`);
  try {
    return await auditWholeLog(operator, progress.show);
  } finally {
    progress.clear();
  }
}

function linesOf(name: string, audit: LogAudit): string[] {
  const { head, root, pending, checkpoints, keys, first, broken } = audit;
  if (broken === 0)
    return [
      `The log of ${name} holds: ${head.size} leaves, ${pending} drafts pending, ${checkpoints} checkpoints. Its root is ${root ?? 'unknown'}.`,
      ...keys.map((key) => `  Checkpoints are signed with ${key}`),
    ];
  return [
    `The log of ${name} is broken in ${broken} ${broken === 1 ? 'place' : 'places'}, first`,
    ...first.map((found) => `  ${breakWords(found)}.`),
    ...(broken > first.length ? [`  and ${broken - first.length} more.`] : []),
  ];
}
