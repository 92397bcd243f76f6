import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { startEmbedded } from '@/db/embedded';
import { firstRunPath } from '@/host/first-run-file';
import { StartFailure } from '@/host/start-failure';
import { type Config, config } from '@/lib/config';
import { ConfigError } from '@/lib/settings/config-error';
import { keptAuthSecret } from '@/server/auth-secret';
import { buildIfNeeded } from '@/server/build-if-needed';
import { closeHttp } from '@/server/close-http';
import { frontDoor } from '@/server/front-door';
import { HttpsServer } from '@/server/https-server';
import { checkListen, listen } from '@/server/listen';
import { requireNode } from '@/server/node-version';
import type { Prove } from '@/server/proved-certificate';
import { proxyCertificates } from '@/server/proxy-certificate';
import { readyText } from '@/server/ready-text';
import { Shutdown } from '@/server/shutdown';
import { outliveReaders } from '@/server/unread-output';
import { wake } from '@/server/wake';

const root = import.meta.dirname;
const dev = process.argv.includes('--dev');
const shutdown = new Shutdown();
const log = (line: string) => process.stdout.write(`${line}\n`);

outliveReaders();

let exitCode = 0;
try {
  await run();
} catch (error) {
  if (!shutdown.signal.aborted) {
    exitCode = 1;
    process.stderr.write(`${explain(error)}\n`);
  }
}
await shutdown.close();
process.exit(exitCode);

async function run(): Promise<void> {
  requireNode(process.versions.node);
  const settings = config();
  const https = settings.tls && new HttpsServer(settings.tls);
  await checkListen(settings.port, settings.host);
  if (!dev) await buildIfNeeded(root, { log, signal: shutdown.signal });
  shutdown.signal.throwIfAborted();
  const { databaseUrl, died } = await startDatabase(settings);
  shutdown.signal.throwIfAborted();
  const firstRunFile = firstRunPath(settings.dataDir);
  const isFirstStart = !existsSync(firstRunFile);
  await serve(settings, https, databaseUrl);
  log(
    readyText({
      publicUrl: settings.publicUrl,
      firstRunFile: settings.firstRun ? firstRunFile : null,
      isFirstStart,
      needsCertificate: settings.clientCertificates.ofAgents === 'required',
      oauthIssuer: settings.oauth?.issuer ?? null,
      pid: process.pid,
    }),
  );
  const failure = await Promise.race([shutdown.requested(), died]);
  if (failure !== undefined) throw failure;
}

async function startDatabase({ databaseUrl, dataDir, embedded }: Config) {
  if (!embedded) return { databaseUrl, died: new Promise<never>(() => {}) };
  const database = await startEmbedded({ dataDir, log });
  shutdown.own({ close: () => database.stop(), kill: () => void database.stop('immediate') });
  return { databaseUrl: database.appUrl, died: database.died };
}

async function serve(settings: Config, https: HttpsServer | null, databaseUrl: string | null): Promise<void> {
  const { host, port, publicUrl, dataDir, embedded } = settings;
  const secret = settings.authSecret ?? keptAuthSecret(dataDir);
  // Next bundles its own copies of our modules: they learn what this process decided from the environment alone.
  Object.assign(process.env, {
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATA_DIR: dataDir,
    PUBLIC_URL: publicUrl,
    AUTH_SECRET: secret,
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: publicUrl,
    ...(embedded ? { COUNTERSIGN_EMBEDDED_URL: databaseUrl } : {}),
  });
  const { default: next } = await import('next');
  const server = https?.server ?? createServer();
  const app = next({ dev, dir: root, hostname: host, port, httpServer: server });
  shutdown.own({ close: () => app.close() });
  await app.prepare();
  const handle = app.getRequestHandler();
  await wake((request, response) => void handle(request, response), shutdown.signal);
  // No header is beyond the look that the front door takes.
  server.maxHeadersCount = 0;
  server.on('request', frontDoor(settings, handle, proverOf(settings, https)));
  shutdown.own({ close: () => closeHttp(server) });
  await listen(server, port, host);
  if (https !== null) process.on('SIGHUP', () => log(reloaded(https)));
}

function proverOf({ clientCertificates, trustProxy }: Config, https: HttpsServer | null): Prove | undefined {
  const { fromProxy } = clientCertificates;
  return fromProxy === null ? https?.prove : proxyCertificates(fromProxy, trustProxy);
}

function reloaded(https: HttpsServer): string {
  try {
    https.reload();
    return 'The certificates were read again.';
  } catch (error) {
    return `The certificates stay as they were. ${explain(error)}`;
  }
}

function explain(error: unknown): string {
  if (error instanceof StartFailure || error instanceof ConfigError) return error.message;
  return `Countersign could not start: ${error instanceof Error ? error.stack : String(error)}`;
}
