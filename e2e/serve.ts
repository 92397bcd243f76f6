import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

// The real product for the browser tests: its DATA_DIR is deleted when it has ended.
const dataDir = process.env['DATA_DIR'];
if (dataDir === undefined) throw new Error('DATA_DIR must name the directory to use and delete.');
const server = spawn(process.execPath, ['--import', 'tsx', 'server.ts'], {
  cwd: join(import.meta.dirname, '..'),
  stdio: 'inherit',
});
process.on('SIGINT', () => server.kill('SIGINT'));
process.on('SIGTERM', () => server.kill('SIGTERM'));
server.once('exit', (code) => {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code ?? 1);
});
