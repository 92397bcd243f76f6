import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { tempDataDir } from '@/db/testing/temp-data-dir';

const root = join(import.meta.dirname, '..');

/** A second product beside the one that the other tests share, with settings of its own. */
export class Product {
  readonly url: string;
  readonly #server: ChildProcess;
  readonly #env: NodeJS.ProcessEnv;
  readonly dataDir = tempDataDir('e2e-product');
  /** What it has said so far. */
  printed = '';

  constructor(port: number, env: Record<string, string>) {
    this.url = `${env['TLS_CERT'] === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
    this.#env = {
      ...process.env,
      BOUNDARY_SELFTEST_HOUR: 'off',
      ...env,
      PORT: String(port),
      DATA_DIR: this.dataDir,
    };
    this.#server = spawn(process.execPath, ['--import', 'tsx', 'server.ts'], {
      cwd: root,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#server.stdout?.on('data', (bytes) => {
      this.printed += String(bytes);
    });
  }

  isReady = (): Promise<void> => this.says('Countersign is ready');

  /** Waits until it has printed this. */
  async says(text: string): Promise<void> {
    for (let tries = 0; tries < 240; tries += 1) {
      if (this.printed.includes(text)) return;
      await new Promise((settle) => setTimeout(settle, 250));
    }
    throw new Error(`the product did not say: ${text}`);
  }

  signal(signal: 'SIGHUP'): void {
    this.#server.kill(signal);
  }

  /** Runs `npm run admin -- …` beside the running server and answers its last line. */
  admin(...args: string[]): string {
    const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/admin.ts', ...args];
    const said = execFileSync(process.execPath, command, { cwd: root, env: this.#env, encoding: 'utf8' });
    return said.trim().split('\n').at(-1)?.trim() ?? '';
  }

  async stop(): Promise<void> {
    const ended = once(this.#server, 'exit');
    this.#server.kill('SIGTERM');
    await ended;
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
