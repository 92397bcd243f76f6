import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { databaseProcesses } from '@/db/testing/database-processes';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import { freePort } from '@/host/free-port';

const root = join(import.meta.dirname, '../..');

/** A product of its own, which a test may stop, and whose database it may take away. */
export class Server {
  readonly dataDir = tempDataDir('e2e-outage');
  readonly url: string;
  #process: ChildProcess;

  readonly #port: number;

  private constructor(port: number) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#process = this.#spawn();
  }

  static async start(): Promise<Server> {
    const server = new Server(await freePort(0));
    await server.isReady();
    return server;
  }

  #spawn(): ChildProcess {
    return spawn(process.execPath, ['--import', 'tsx', 'server.ts'], {
      cwd: root,
      env: this.#env(),
      stdio: 'ignore',
    });
  }

  #env(): NodeJS.ProcessEnv {
    return { ...process.env, PORT: String(this.#port), DATA_DIR: this.dataDir };
  }

  async isReady(): Promise<void> {
    for (let tries = 0; tries < 240; tries += 1) {
      const answer = await fetch(`${this.url}/api/v1/health`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((settle) => setTimeout(settle, 250));
    }
    throw new Error('the product did not start');
  }

  /** Stops every process of the database where it is: it answers nothing and refuses nothing. */
  hangDatabase(): void {
    this.#signal('SIGSTOP');
  }

  wakeDatabase(): void {
    this.#signal('SIGCONT');
  }

  #signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    for (const pid of databaseProcesses(this.dataDir)) process.kill(pid, signal);
  }

  /** Ends the database as a crash would, in the middle of whatever it does, and waits for the product to give up. */
  async loseDatabase(): Promise<number | null> {
    const ended = once(this.#process, 'exit');
    const [postmaster = 0] = databaseProcesses(this.dataDir);
    process.kill(postmaster, 'SIGQUIT');
    await ended;
    return this.#process.exitCode;
  }

  /** Stops the product as an operator would. Answers how long that took, in milliseconds. */
  async stopOrderly(): Promise<number> {
    const from = performance.now();
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
    return performance.now() - from;
  }

  /** Runs `npm run admin -- …` beside the running product and answers what it said. */
  admin(...args: string[]): string {
    const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/admin.ts', ...args];
    return execFileSync(process.execPath, command, { cwd: root, env: this.#env(), encoding: 'utf8' });
  }

  async startAgain(): Promise<void> {
    this.#process = this.#spawn();
    await this.isReady();
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null) await this.stopOrderly();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
