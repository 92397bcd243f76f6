import { config } from '@/lib/config';
import { firstRun } from './first-run';
import { whyForgetful } from './why-forgetful';
import { whyUnbound } from './why-unbound';
import { whyUnsigned } from './why-unsigned';

const lost =
  'The tenant acme exists, but first-run.json is missing or unreadable and its passwords cannot be known again; ' +
  'npm run admin -- reset-password --email alex@acme.example makes a new one.';

/**
 * What must hold before the first request: the database keeps tenants apart and keeps what it has answered, the log can
 * be signed, and an empty database has its first tenant. Null when it holds, else one sentence that says why nothing may be
 * served. `warn` gets what is wrong but no reason.
 */
export async function prepareStart(warn: (sentence: string) => void): Promise<string | null> {
  const unfit =
    (await whyUnbound()) ?? (await whyForgetful(config().durableStorage)) ?? (await whyUnsigned());
  if (unfit !== null) return unfit;
  try {
    const settings = config();
    if (settings.firstRun && (await firstRun(settings)) === 'lost') warn(lost);
    return null;
  } catch (fault) {
    return `The first tenant could not be made: ${fault instanceof Error ? fault.message : String(fault)}.`;
  }
}
