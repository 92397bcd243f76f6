import { whyUnbound } from '@/lib/use-cases/bootstrap/why-unbound';
import { type SweepReport, sweep } from '@/lib/use-cases/sweep/sweep';
import { AdminFailure } from './admin/admin-failure';
import { explain } from './admin/explain';
import { openInstallation } from './admin/installation';

const usage = `Usage: npm run gc [-- --json]

Expires the drafts that are due and clears away expired ones, agents' calls and bundles of evidence beyond their retention,
once, in every tenant. Evidence is never cleared away.
The server does the same by itself; both may run at once. Settings: GC_MAX_EXPIRED, GC_MAX_DELETES,
GC_MAX_PER_SECOND, CALL_RETENTION_DAYS.
Exit code 1 when a tenant failed: it is as it was, and standard error says why.`;

const exitCode = await run(process.argv.slice(2));
// Idle database connections would keep the process alive.
process.exit(exitCode);

/** 0 done, 1 failed, 2 not understood. */
async function run(args: readonly string[]): Promise<0 | 1 | 2> {
  const asJson = args.includes('--json');
  if (args.includes('--help')) return say(usage, 0);
  if (args.some((arg) => arg !== '--json')) return complain(usage, 2);
  try {
    const report = await swept();
    say(asJson ? JSON.stringify(report) : words(report), 0);
    return report.failed.length === 0 ? 0 : 1;
  } catch (error) {
    return complain(explain(error, 'The sweep failed'), 1);
  }
}

async function swept(): Promise<SweepReport> {
  const installation = await openInstallation();
  try {
    const unbound = await whyUnbound();
    if (unbound !== null) throw new AdminFailure(unbound);
    return await sweep({
      onFault: (tenantId, fault) =>
        complain(`Tenant ${tenantId} failed: ${explain(fault, 'The sweep failed')}`, 1),
    });
  } finally {
    await installation.close();
  }
}

function words({ expired, purged, calls, failed }: SweepReport): string {
  const called = calls === 1 ? '1 old call' : `${calls} old calls`;
  const done = `${count(expired)} expired, ${count(purged)} and ${called} cleared away.`;
  if (failed.length === 0) return done;
  return `${done} ${failed.length === 1 ? '1 tenant' : `${failed.length} tenants`} failed.`;
}

function count(drafts: number): string {
  return drafts === 1 ? '1 draft' : `${drafts} drafts`;
}

function say(text: string, code: 0): 0 {
  process.stdout.write(`${text}\n`);
  return code;
}

function complain<Code extends 1 | 2>(text: string, code: Code): Code {
  process.stderr.write(`${text}\n`);
  return code;
}
