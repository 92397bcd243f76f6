import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const notOurs = ['**/node_modules/**', '.next/**', 'e2e/**'];

/** What these test keeps no state, so that their files can share what they import. */
const pure = ['{components,lib/domain}/**/*.test.{ts,tsx}'];

/** Tests of these need no database; every other test gets one, see `db/testing/global-setup.ts`. */
const withoutDatabase = [
  '{bench,host,lib/cli,server,scripts}/**/*.test.{ts,tsx}',
  'lib/*.test.ts',
  'db/embedded.test.ts',
  'db/embedded/**/*.test.ts',
];

export default defineConfig({
  resolve: {
    alias: {
      '@': here('.'),
      'server-only': here('./node_modules/server-only/empty.js'),
    },
  },
  test: {
    // One more than the cores of the smallest machine: tests of waits and time limits leave a core idle a quarter of the time.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: pure, exclude: notOurs, isolate: false, testTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: 'unit', include: withoutDatabase, exclude: notOurs, testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...notOurs, ...pure, ...withoutDatabase],
          globalSetup: ['db/testing/global-setup.ts'],
          setupFiles: ['db/testing/use-database.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
