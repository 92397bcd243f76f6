import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const roots = [
  'app',
  'components',
  'lib',
  'db',
  'host',
  'server',
  'scripts',
  'bench',
  'e2e',
  'server.ts',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
];

/** The parts of the source tree that exist. */
export function sourceRoots(root: string): string[] {
  return roots.filter((name) => existsSync(join(root, name)));
}

/** How many TypeScript modules those parts hold: what the layer check must have seen to count as done. */
export function countModules(root: string): number {
  return sourceRoots(root).reduce((sum, name) => sum + modulesIn(join(root, name)), 0);
}

function modulesIn(path: string): number {
  if (path.endsWith('.ts')) return 1;
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !name.includes('node_modules/'),
  ).length;
}
