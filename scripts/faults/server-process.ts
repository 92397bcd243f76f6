import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { config } from '@/lib/config';
import type { ActorProcess } from './actor-process';
import { askOverHttp, type Door, requestOf } from './ask-over-http';
import type { House } from './house';

const root = join(import.meta.dirname, '../..');
const longestMs = 120_000;

/** The whole product as `npm start` runs it, over the line of the house. What is asked is asked over HTTP. */
export type ServerProcess = ActorProcess & {
  /** Asks, kills the server when the first bytes of the answer have come, and throws the rest of it away. */
  cutOff: ActorProcess['ask'];
};

/** Starts one and waits until it is ready. Where it listens is what PUBLIC_URL says: one at a time. */
export async function startServer({ line, cluster, agentToken }: House): Promise<ServerProcess> {
  const url = config().publicUrl;
  const child = spawn(process.execPath, ['--import', 'tsx', 'server.ts'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: line.url,
      DATA_DIR: cluster.dataDir,
      HOST: '127.0.0.1',
      PORT: new URL(url).port,
    },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  await ready(child, url);
  const door = { url, agentToken };
  return {
    ask: async (asked) => {
      const told = await Promise.all(asked.map((one) => askOverHttp(one, door)));
      return told.every((said) => said === 'nothing') ? null : told;
    },
    cutOff: async ([asked]) => {
      if (asked === undefined) throw new Error('nothing is asked');
      await firstBytes(await requestOf(asked, door), door);
      await kill();
      return null;
    },
    kill,
  };
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  for (let waited = 0; waited < longestMs && child.exitCode === null; waited += 100) {
    const answer = await fetch(`${url}/api/v1/health`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('the server did not start');
}

/** Until something of the answer is here. */
async function firstBytes(request: Request, { url }: Door): Promise<void> {
  const { hostname, port, host, pathname } = new URL(request.url, url);
  const body = await request.text();
  const headers = [...request.headers, ['host', host], ['content-length', String(Buffer.byteLength(body))]];
  const socket = connect(Number(port), hostname);
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.write(`${request.method} ${pathname} HTTP/1.1\r\n${lines}\r\n${body}`);
  const text = await new Promise<string>((settle, fail) => {
    socket.once('data', (bytes) => settle(bytes.toString()));
    socket.once('close', () => fail(new Error('the server answered nothing')));
  });
  socket.destroy();
  if (!text.startsWith('HTTP/1.1 2')) throw new Error(text);
}
