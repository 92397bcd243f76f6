import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = globSync(['{lib,db,server,app,components}/**/*.{ts,tsx}', '*.ts'], { cwd: root }).filter(
  (file) => !/\.test\.tsx?$|\/testing\/|^(?:playwright|vitest|tailwind)\.config/.test(file),
);
const holding = (pattern: RegExp, among: readonly string[]) =>
  among.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8'))).toSorted();

it('the environment is read for settings by config.ts alone, and by the terminal of the command', () => {
  expect(files.length).toBeGreaterThan(300);
  expect(holding(/process\.env|import\.meta\.env/, files)).toEqual([
    'instrumentation.ts',
    'lib/cli/terminal.ts',
    'lib/config.ts',
    'server.ts',
    'server/build-if-needed.ts',
  ]);
});

it('the time of day is read on the server by clock.ts alone', () => {
  const inBrowser = 'components/';
  const inCommand = 'lib/cli/';
  const onServer = files.filter((file) => !file.startsWith(inBrowser) && !file.startsWith(inCommand));
  const timeOfDay = /\bDate\.now\(|\bnew Date\(\)|\bDate\(\)/;
  expect(holding(timeOfDay, onServer)).toEqual(['lib/clock.ts']);
  const command = files.filter((file) => file.startsWith(inCommand));
  expect(holding(timeOfDay, command)).toEqual(['lib/cli/terminal.ts']);
});
