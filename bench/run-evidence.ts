import { appendFigures } from '@/bench/appends';
import { loadNow, machine } from '@/bench/machine';
import { report, say } from '@/bench/measured';
import { pgbenchVersion } from '@/bench/pgbench';
import { withDataDir } from '@/bench/product';
import { databaseUrls, useDatabaseOf } from '@/bench/tenants';
import { startEmbedded } from '@/db/embedded';

const isShort = process.argv.includes('--short');
const plan = isShort ? { rounds: 2, seconds: 3 } : { rounds: 5, seconds: 4 };

if (pgbenchVersion === null) {
  say(
    'pgbench is not on the PATH, and there is nothing to compare the product with. It comes with PostgreSQL:',
  );
  say('install the package postgresql (Debian, Ubuntu, Homebrew) or postgresql-contrib (Fedora, Alpine).');
  process.exit(1);
}

const loadBefore = loadNow();
await withDataDir(async (dataDir) => {
  const database = await startEmbedded({ dataDir });
  try {
    useDatabaseOf(dataDir);
    say('measuring: appends to the log');
    const figures = await appendFigures(dataDir, plan);
    const facts = await machine(databaseUrls(dataDir).superuser, loadBefore);
    return { figures, facts };
  } finally {
    await database.stop('immediate');
  }
}).then(({ figures, facts }) => report(figures, facts, isShort ? null : 'results-evidence.json'));
