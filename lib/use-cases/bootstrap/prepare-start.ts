import { config } from '@/lib/config';
import { firstRun } from './first-run';
import { proveRole } from './prove-role';
import { StartRefused } from './start-refused';

const lost =
  'The tenant acme exists, but first-run.json is missing or unreadable and its passwords cannot be known again; ' +
  'npm run admin -- reset-password --email alex@acme.example makes a new one.';

/**
 * What must hold before the first request: the database keeps tenants apart, and an empty one has its first tenant.
 * When it does not hold this says why in one sentence, ends the process with exit code 1, and never returns.
 */
export async function prepareStart(): Promise<void> {
  try {
    await proveRole();
    const settings = config();
    if (settings.firstRun && (await firstRun(settings)) === 'lost') say(lost);
  } catch (fault) {
    await stopProcess(sentenceOf(fault));
  }
}

function sentenceOf(fault: unknown): string {
  if (fault instanceof StartRefused) return fault.message;
  return `The first tenant could not be made: ${fault instanceof Error ? fault.message : String(fault)}.`;
}

/**
 * Next logs what `register` throws several times and goes on listening. So nothing is thrown: the server is asked to
 * stop as a person would ask it, which stops the database too, and until it has, no request gets past this.
 */
async function stopProcess(sentence: string): Promise<never> {
  say(sentence);
  process.once('exit', () => {
    process.exitCode = 1;
  });
  process.kill(process.pid, 'SIGTERM');
  return new Promise<never>(() => {});
}

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
