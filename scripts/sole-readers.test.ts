import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = globSync(['{lib,db,server,app,components}/**/*.{ts,tsx}', '*.ts'], { cwd: root }).filter(
  (file) => !/\.test\.tsx?$|\/testing\/|^(?:playwright|vitest|tailwind)\.config/.test(file),
);
const holding = (pattern: RegExp, among: readonly string[]) =>
  among.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8'))).toSorted();

it('the environment is read for settings by config.ts alone', () => {
  expect(files.length).toBeGreaterThan(300);
  expect(holding(/process\.env|import\.meta\.env/, files)).toEqual([
    'instrumentation.ts',
    'lib/config.ts',
    'server.ts',
    'server/build-if-needed.ts',
  ]);
});

it('the time of day is read on the server by clock.ts alone', () => {
  const onServer = files.filter((file) => !file.startsWith('components/'));
  expect(holding(/\bDate\.now\(|\bnew Date\(\)|\bDate\(\)/, onServer)).toEqual(['lib/clock.ts']);
});
