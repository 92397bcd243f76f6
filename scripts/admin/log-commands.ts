import { z } from 'zod';
import { tenantsByName } from '@/db/as-owner';
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
};

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
