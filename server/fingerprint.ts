import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const sources = [
  'app',
  'components',
  'lib',
  'db',
  'host',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
];
const settings = [
  'next.config.mjs',
  'postcss.config.mjs',
  'tailwind.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** SHA-256 over the names and contents of everything that the production build is made from. */
export function fingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const path of [...sources, ...settings].flatMap((name) => filesIn(join(root, name)))) {
    const content = readFileSync(path);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  const isFile = /\.\w+$/.test(path);
  if (isFile) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
