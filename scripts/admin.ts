import { commands } from './admin/commands';
import { explain } from './admin/explain';
import { type Installation, openInstallation } from './admin/installation';
import { UsageError } from './admin/read-options';

const exitCode = await run(process.argv.slice(2));
// Idle database connections would keep the process alive.
process.exit(exitCode);

/** 0 done, 1 refused or failed, 2 not understood. */
async function run([name = '--help', ...args]: string[]): Promise<0 | 1 | 2> {
  if (name === '--help' || args.includes('--help')) return say(help(), 0);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return complain(`There is no command ${name}.\n\n${help()}`, 2);
  try {
    const act = command.prepare(args);
    return say(await withInstallation(act), 0);
  } catch (error) {
    if (error instanceof UsageError) {
      return complain(`${error.message}\nUsage: npm run admin -- ${name} ${command.usage}`, 2);
    }
    return complain(explain(error, 'The command failed'), 1);
  }
}

async function withInstallation(act: (installation: Installation) => Promise<string[]>): Promise<string> {
  const installation = await openInstallation();
  try {
    return (await act(installation)).join('\n');
  } finally {
    await installation.close();
  }
}

function help(): string {
  const list = Object.entries(commands).map(([name, { usage, does }]) => `  ${name} ${usage}\n      ${does}`);
  return [
    'Usage: npm run admin -- COMMAND [OPTIONS]',
    '',
    ...list,
    '',
    'It works on the database of DATABASE_URL (and DATABASE_OWNER_URL), or on the embedded one of DATA_DIR.',
  ].join('\n');
}

function say(text: string, code: 0): 0 {
  process.stdout.write(`${text}\n`);
  return code;
}

function complain(text: string, code: 1 | 2): 1 | 2 {
  process.stderr.write(`${text}\n`);
  return code;
}
