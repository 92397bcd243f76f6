import { startEmbedded } from '@/db/embedded';

/** A process for tests to kill: starts the database on the directory it is given, says so, and stays. */
const { appUrl } = await startEmbedded({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${appUrl}\n`);
setInterval(() => {}, 60_000);
