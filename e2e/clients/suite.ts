import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const suite = join(import.meta.dirname, '../../node_modules/@modelcontextprotocol/conformance/dist/index.js');

const checksSchema = z.array(
  z.object({
    id: z.string(),
    status: z.enum(['SUCCESS', 'FAILURE', 'WARNING', 'SKIPPED', 'INFO']),
    errorMessage: z.string().optional(),
  }),
);
type Checks = z.infer<typeof checksSchema>;

/** One scenario that counts for a revision: how many checks were met, which were not, and which are only advice. */
type Scenario = { name: string; met: number; unmet: string[]; warnings: string[] };

/** Runs the official suite's frozen set of a revision against a server and reads the files that it leaves. */
export async function runScoredSet(url: string, revision: string) {
  const results = mkdtempSync(join(tmpdir(), 'countersign-conformance-'));
  try {
    const scored = scoredNames(await run(['list', '--requirements', revision]));
    const { code } = await run(['server', '--url', url, '--requirements', revision, '-o', results]);
    const checked = new Map(readdirSync(results).map((folder) => [nameOf(folder), join(results, folder)]));
    return { code, scenarios: scored.map((name) => scenarioOf(name, checked.get(name))) };
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}

/** As the suite judges: a check was not met. A scenario of which nothing was checked has not passed either. */
export const failed = (scenarios: readonly Scenario[]): string[] =>
  scenarios
    .filter(({ met, unmet, warnings }) => unmet.length > 0 || met + warnings.length === 0)
    .map(({ name }) => name);

/** Whether a scenario that is not met was expected is for the test to say: the table calls none of them failed. */
export function tableOf(revision: string, scenarios: readonly Scenario[]): string {
  const failures = new Set(failed(scenarios));
  const rows = scenarios.map(({ name, met, unmet, warnings }) => {
    const verdict = failures.has(name) ? 'not met' : 'met    ';
    const counts = `${met} met, ${unmet.length} not`;
    return `  ${verdict}  ${name.padEnd(46)} ${counts}${warnings.length > 0 ? ', advised otherwise' : ''}`;
  });
  const met = scenarios.reduce((sum, scenario) => sum + scenario.met, 0);
  const passed = scenarios.length - failures.size;
  const sum = `${revision}: ${passed} of ${scenarios.length} scenarios passed, ${met} checks met`;
  return `\n${sum}\n${rows.join('\n')}\n`;
}

async function run(args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [suite, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { code: child.exitCode, said };
}

/** The list goes on with the scenarios of clients, under a heading of their own. */
function scoredNames({ said }: { said: string }): string[] {
  const [, ofServers = ''] = /Server scenarios[^\n]*\n((?: {2}- [^\n]+\n)+)/.exec(said) ?? [];
  return [...ofServers.matchAll(/- (\S+)/g)].map(([, name = '']) => name);
}

/** `server-tools-list-2026-11-21T13-04-28-526Z` holds the scenario `tools-list`. */
const nameOf = (folder: string): string =>
  folder.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, '');

function scenarioOf(name: string, folder: string | undefined): Scenario {
  const checks: Checks =
    folder === undefined
      ? []
      : checksSchema.parse(JSON.parse(readFileSync(join(folder, 'checks.json'), 'utf8')));
  const of = (wanted: string) => checks.filter(({ status }) => status === wanted);
  return {
    name,
    met: of('SUCCESS').length,
    unmet: of('FAILURE').map(({ id, errorMessage }) => `${id}: ${errorMessage ?? ''}`),
    warnings: of('WARNING').map(({ id }) => id),
  };
}
