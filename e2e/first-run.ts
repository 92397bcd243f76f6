import { type FirstRun, firstRunPath, readFirstRun } from '@/host/first-run-file';

/** What the product under test wrote when it started: addresses, people and one agent key. */
export function firstRun(): FirstRun {
  const dataDir = process.env['E2E_DATA_DIR'];
  if (dataDir === undefined) throw new Error('E2E_DATA_DIR is not set');
  const written = readFirstRun(firstRunPath(dataDir));
  if (written === null) throw new Error('the product wrote no first-run.json');
  return written;
}

/** One of the first-run people. The second reviewer is `personOf('reviewer', 1)`. */
export function personOf(role: string, nth = 0): FirstRun['reviewers'][number] {
  const person = firstRun().reviewers.filter((candidate) => candidate.role === role)[nth];
  if (!person) throw new Error(`first run made no ${role} number ${nth}`);
  return person;
}
