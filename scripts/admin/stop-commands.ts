import { z } from 'zod';
import { moveGlobalSwitch, tenantIds } from '@/db/as-owner';
import { now } from '@/lib/clock';
import type { System } from '@/lib/domain/actor';
import { releaseReason } from '@/lib/domain/limits/stop';
import { tenantNameSchema } from '@/lib/domain/people/person';
import { engageStop } from '@/lib/use-cases/stops/engage-stop';
import { recordGlobalRelease, recordGlobalStop } from '@/lib/use-cases/stops/record-global-stop';
import { asApp, type Command, command, valueOf } from './command';
import { type Installation, operatorIn, ownerUrlOf } from './installation';

const operatorOf = (tenantId: string): System => ({ kind: 'system', tenantId, name: 'operator' });

/** What an operator stops at the terminal, with the pages down or not. */
export const stopCommands: Readonly<Record<string, Command>> = {
  stop: command(
    '[--tenant NAME] [--reason TEXT]',
    'stops all agents and all changes: of one tenant, or of the whole installation',
    z.object({ tenant: tenantNameSchema.optional(), reason: z.string().max(500).default('') }),
    asApp(async (installation, { tenant, reason }) => {
      if (tenant !== undefined) {
        const operator = await operatorIn(installation, tenant);
        valueOf(await engageStop(operator, { scope: 'tenant', subject: null, reason, idempotencyKey: null }));
        return [`${tenant} is stopped. An operator or an admin of it resumes it, on its page Safety.`];
      }
      await moveGlobalSwitch(ownerUrlOf(installation), { by: 'system:operator', at: now() });
      const unrecorded = await inEveryTenant(installation, (operator) => recordGlobalStop(operator, reason));
      return [
        'The whole installation is stopped.',
        ...unrecorded,
        'Next: npm run admin -- resume --reason TEXT',
      ];
    }),
  ),

  resume: command(
    '--reason TEXT',
    'lets the whole installation go on; what people have stopped stays so',
    z.object({ reason: z.string().trim().min(releaseReason.least).max(releaseReason.most) }),
    asApp(async (installation, { reason }) => {
      await moveGlobalSwitch(ownerUrlOf(installation), null);
      const unrecorded = await inEveryTenant(installation, (operator) =>
        recordGlobalRelease(operator, reason),
      );
      return ['The installation goes on.', ...unrecorded];
    }),
  ),
};

/** Acts in each tenant; one that fails holds up no other, and is said. */
async function inEveryTenant(
  installation: Installation,
  act: (operator: System) => Promise<void>,
): Promise<string[]> {
  const said: string[] = [];
  for (const id of await tenantIds(ownerUrlOf(installation))) {
    await act(operatorOf(id)).catch(() => said.push(`Tenant ${id} has no evidence of it: run this again.`));
  }
  return said;
}
