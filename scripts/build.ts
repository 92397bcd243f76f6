import { StartFailure } from '@/host/start-failure';
import { buildIfNeeded } from '@/server/build-if-needed';

try {
  await buildIfNeeded(`${import.meta.dirname}/..`, {
    log: (line) => process.stdout.write(`${line}\n`),
    force: process.argv.includes('--force'),
  });
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
