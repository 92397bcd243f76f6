import { z } from 'zod';
import type { ChainBreak } from '@/lib/domain/calls/chain';
import { tenantNameSchema } from '@/lib/domain/people/person';
import { type ChainVerdict, verifyChain } from '@/lib/use-cases/audit/verify-chain';
import { AdminFailure } from './admin-failure';
import { asApp, type Command, command } from './command';
import { operatorIn } from './installation';

export const callCommands: Readonly<Record<string, Command>> = {
  'verify-calls': command(
    '--tenant NAME',
    'computes the chains of the call log and of the audit events anew, and names the first row that does not hold',
    z.object({ tenant: tenantNameSchema }),
    asApp(async (installation, { tenant }) => {
      const operator = await operatorIn(installation, tenant);
      return [
        soundOrFail('calls', await verifyChain(operator, 'calls')),
        soundOrFail('audit events', await verifyChain(operator, 'audit')),
      ];
    }),
  ),
};

function soundOrFail(what: string, { from, rows, broken }: ChainVerdict): string {
  if (broken !== null) throw new AdminFailure(`The chain of ${what} is broken: ${wordsOf(broken)}`);
  return from === 1
    ? `The chain of ${what} holds: ${rows} rows from the first to the last.`
    : `The chain of ${what} holds: ${rows} rows from number ${from}; those before were removed by their age.`;
}

function wordsOf({ seq, id, field }: ChainBreak): string {
  if (field === 'head') return `its rows end before number ${seq}, and its head says that they go on (head).`;
  return `at number ${seq}, row ${id}, field ${field}.`;
}
