import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import type { Connect } from '@/e2e/clients/real-client';

const run = promisify(execFile);
const launcher = join(
  import.meta.dirname,
  '../../node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js',
);
const listedSchema = z.object({ result: z.object({ tools: z.array(z.object({ name: z.string() })) }) });
const answeredSchema = z.object({ result: z.object({ structuredContent: z.unknown() }) });

/** The Inspector's command: one process and one connection for each question. */
export const connectInspector =
  (era: 'legacy' | 'modern'): Connect =>
  async (url, key) => {
    const home = tempDataDir('inspector');
    const server = ['--server-url', url, '--transport', 'http', '--header', `Authorization: Bearer ${key}`];
    const options = ['--protocol-era', era, '--format', 'json', '--quiet'];
    const ask = async (...method: string[]): Promise<unknown> => {
      const args = [launcher, '--cli', ...server, ...options, '--method', ...method];
      const { stdout } = await run(process.execPath, args, { env: { ...process.env, HOME: home } });
      return JSON.parse(stdout);
    };
    return {
      toolNames: async () => listedSchema.parse(await ask('tools/list')).result.tools.map(({ name }) => name),
      async call(name, args) {
        const json = JSON.stringify(args);
        const answer = await ask('tools/call', '--tool-name', name, '--tool-args-json', json);
        return answeredSchema.parse(answer).result.structuredContent;
      },
      close: async () => rmSync(home, { recursive: true, force: true }),
    };
  };
