import { startEmbedded } from '../db/embedded.ts';
import { tempDataDir } from '../db/testing/temp-data-dir.ts';
import { databaseUrls } from './tenants.ts';
import { writeFileSync } from 'node:fs';
const dataDir = tempDataDir('l-pg');
const d = await startEmbedded({ dataDir });
writeFileSync('/tmp/l-urls.json', JSON.stringify({ app: d.appUrl, owner: d.ownerUrl, superuser: databaseUrls(dataDir).superuser }));
console.log('up', dataDir); setTimeout(() => process.exit(0), 1200_000);
process.once('SIGTERM', () => void d.stop('immediate').then(() => process.exit(0)));
