import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Runs a command of the operator beside the product that the tests share, as `npm run` does, and answers what it said. */
export function runScript(script: 'scripts/admin.ts' | 'scripts/gc.ts', ...args: string[]): string {
  const env = { ...process.env, DATA_DIR: process.env['E2E_DATA_DIR'], PORT: process.env['E2E_PORT'] };
  const command = ['--conditions=react-server', '--import', 'tsx', script, ...args];
  return execFileSync(process.execPath, command, { cwd: root, env, encoding: 'utf8' });
}
