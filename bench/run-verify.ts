import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { round } from '@/bench/figure';
import { testLog } from '@/lib/domain/log/testing/test-log';
import { writeBundle } from '@/lib/domain/log/testing/write-bundle';

/** Processor time, which other work on the machine does not change as much as it changes the clock. */
const mostSeconds = 10;
const records = z.coerce
  .number()
  .int()
  .min(1)
  .parse(process.argv[2] ?? 100_000);
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-verify-'));
const usageSchema = z.object({ userCPUTime: z.number(), systemCPUTime: z.number(), maxRSS: z.number() });

try {
  const file = join(folder, 'log.tar');
  const bytes = await bundleOf(file);
  const { seconds, cpuSeconds, peakMb } = verified(file);
  process.stdout.write(
    `${records} records, ${round(bytes / 1e6, 0)} MB: verified in ${seconds} s, ${cpuSeconds} s of one processor, ${peakMb} MB at most\n`,
  );
  process.exitCode = records > 100_000 || cpuSeconds <= mostSeconds ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

async function bundleOf(file: string): Promise<number> {
  const { signer, rows, headAt } = await testLog(records);
  const head = await headAt(records);
  const bundle = await writeBundle({ signer, rows, head, scope: { kind: 'range', from: 0, to: records } });
  writeFileSync(file, bundle);
  return bundle.length;
}

/** `draft evidence verify` in a process of its own, as whoever was handed the file runs it. */
function verified(file: string): { seconds: number; cpuSeconds: number; peakMb: number } {
  const told = 'process.on("exit", () => console.error(JSON.stringify(process.resourceUsage())))';
  const hook = `data:text/javascript,${encodeURIComponent(told)}`;
  const command = ['--import', hook, join(root, 'bin/draft.mjs'), 'evidence', 'verify', file];
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    env: { ...process.env, HOME: folder },
  });
  const seconds = round((performance.now() - began) / 1000, 1);
  if (status !== 0) throw new Error(`it was not verified: ${stderr}`);
  const usage = usageSchema.parse(JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? ''));
  const cpuSeconds = round((usage.userCPUTime + usage.systemCPUTime) / 1e6, 1);
  return { seconds, cpuSeconds, peakMb: round(usage.maxRSS / 1024, 0) };
}
