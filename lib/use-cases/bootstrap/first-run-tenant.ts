import { firstRunPath, readFirstRun } from '@/host/first-run-file';
import { config } from '@/lib/config';

/** Whether this is the tenant that the first start made, whose first agent key stands in `first-run.json`. */
export const isFirstRunTenant = (name: string, dataDir = config().dataDir): boolean =>
  readFirstRun(firstRunPath(dataDir))?.tenant === name;
