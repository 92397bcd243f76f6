import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fingerprint } from '@/server/fingerprint';

test('changes with the content and the place of a source, and with nothing else', () => {
  const root = mkdtempSync(join(tmpdir(), 'countersign-fingerprint-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'app/deep'), { recursive: true });
  writeFileSync(join(root, 'app/deep/page.tsx'), 'one');
  const before = fingerprint(root);

  writeFileSync(join(root, 'app/deep/page.tsx'), 'one');
  writeFileSync(join(root, 'app/deep/page.test.tsx'), 'a test');
  writeFileSync(join(root, 'README.md'), 'a text');
  expect(fingerprint(root)).toBe(before);

  renameSync(join(root, 'app/deep/page.tsx'), join(root, 'app/page.tsx'));
  const moved = fingerprint(root);
  expect(moved).not.toBe(before);

  writeFileSync(join(root, 'app/page.tsx'), 'two');
  const edited = fingerprint(root);
  expect(edited).not.toBe(moved);

  writeFileSync(join(root, 'package-lock.json'), '{}');
  expect(fingerprint(root)).not.toBe(edited);
});
