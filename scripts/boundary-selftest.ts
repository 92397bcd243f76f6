import { parseArgs } from 'node:util';
import { sendTo } from '@/host/send-attempt';
import { testBoundary } from '@/lib/use-cases/selftest/test-boundary';
import manifest from '@/package.json';
import { AdminFailure } from './admin/admin-failure';
import { explain } from './admin/explain';
import { type Installation, openInstallation, operatorIn } from './admin/installation';

const { values } = parseArgs({
  options: { url: { type: 'string' }, tenant: { type: 'string', default: 'acme' } },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const exitCode = await run(values.tenant, values.url ?? null);
// Idle database connections would keep the process alive.
process.exit(exitCode);

/** 0: every attempt was refused. 1: one was not. 2: it could not be tested. */
async function run(tenant: string, url: string | null): Promise<0 | 1 | 2> {
  let installation: Installation | null = null;
  try {
    installation = await openInstallation();
    const operator = await operatorIn(installation, tenant);
    const base = url ?? installation.publicUrl;
    const tested = await testBoundary(operator, { send: sendTo(base), version: manifest.version });
    if (!tested.ok) throw new AdminFailure(tested.refusal.message);
    const { report, passed, failed, id, digest } = tested.value;
    for (const line of report) {
      const said = [line.status === 0 ? '' : line.status, line.code ?? ''].join(' ').trim();
      say(`${line.passed ? 'refused ' : 'NOT REFUSED'}  ${line.credential}: ${line.road}  ${said}`);
    }
    say(
      `\n${passed} attempts were refused, ${failed} were not. Evidence: boundary_tested of ${id}, ${digest}`,
    );
    return failed === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${explain(error, 'The boundary could not be tested')}\n`);
    return 2;
  } finally {
    await installation?.close();
  }
}
