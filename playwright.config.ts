import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumPath } from '@/e2e/browser';
import { freePort } from '@/host/free-port';

// The workers load this file again: they inherit what the first reading chose.
process.env['E2E_PORT'] ??= String(await freePort(0));
process.env['E2E_DATA_DIR'] ??= join(tmpdir(), `countersign-e2e-${randomUUID()}`);
const baseURL = `http://127.0.0.1:${process.env['E2E_PORT']}`;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    baseURL,
    // A colour on its way from one to another is none to judge.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: await chromiumPath(), args: isRoot ? ['--no-sandbox'] : [] },
    // What a failed test did and asked for, and how its page looked: a picture of every step costs a fifth of the whole run.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'node --import tsx e2e/serve.ts',
    url: baseURL,
    timeout: 180_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    env: {
      PORT: process.env['E2E_PORT'],
      DATA_DIR: process.env['E2E_DATA_DIR'],
      // Every spec proposes with the one key of the first run.
      MAX_PENDING_DRAFTS: '10000',
      // The control plane of a test listens on this machine.
      DELIVERY_TO_LOOPBACK: 'yes',
      DELIVERY_INTERVAL_SECONDS: '1',
      // No test has to reckon with the hour of the day.
      BOUNDARY_SELFTEST_HOUR: 'off',
      OAUTH_HOST: `oauth.localhost:${process.env['E2E_PORT']}`,
      // The document of a test's client lies on this machine.
      OAUTH_CLIENTS_ON_LOOPBACK: 'yes',
    },
  },
});
