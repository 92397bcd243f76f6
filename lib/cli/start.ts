import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { run } from './main';
import { processTerminal } from './terminal';

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));

// A reader that went away, as in `draft list | head -1`, is no fault.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await run(process.argv.slice(2), processTerminal(), version);
// An open stream or a kept connection must not hold the shell's prompt.
process.stdout.write('', () => process.stderr.write('', () => process.exit()));
