import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { keptDeliveryKey } from './delivery-key';

const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), 'countersign-key-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('is made once, of random, for this user alone', () => {
  const [one, other] = [join(directory, 'a'), join(directory, 'b')];
  const key = keptDeliveryKey(one);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(keptDeliveryKey(one)).toBe(key);
  expect(keptDeliveryKey(other)).not.toBe(key);
  expect(statSync(join(one, 'delivery-key')).mode & 0o777).toBe(0o600);
  expect(readdirSync(one)).toEqual(['delivery-key']);
});

it('is one key for processes that make it at the same moment', async () => {
  const shared = join(directory, 'shared');
  const script = `import { keptDeliveryKey } from './host/delivery-key'; process.stdout.write(keptDeliveryKey(${JSON.stringify(shared)}));`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const cwd = join(import.meta.dirname, '..');
  const keys = await Promise.all(
    Array.from({ length: 4 }, async () => (await run(process.execPath, args, { cwd })).stdout),
  );
  expect(new Set(keys)).toEqual(new Set([keptDeliveryKey(shared)]));
});

it('is never replaced where the file is damaged: what it sealed would be lost unnoticed', () => {
  const damaged = join(directory, 'a');
  writeFileSync(join(damaged, 'delivery-key'), '');
  expect(() => keptDeliveryKey(damaged)).toThrow('is not a delivery key');
});
