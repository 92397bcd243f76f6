import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StartFailure } from '@/host/start-failure';

/** The unprivileged user that PostgreSQL runs as when we are root, since it refuses to run as root. */
export interface Runner {
  readonly uid: number;
  readonly gid: number;
}

/** Null when we are an ordinary user, who runs PostgreSQL as is. An existing cluster keeps its owner. */
export function chooseRunner(existingCluster: string | null): Runner | null {
  if (process.getuid?.() !== 0) return null;
  const owner = existingCluster === null ? null : statSync(existingCluster);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const found = userNamed('postgres') ?? userNamed('nobody');
  if (found === null) throw new StartFailure('NO_RUNNER');
  return found;
}

/** Whether that user can enter the directory: asked of the system, since modes alone do not tell. */
export function canEnter(runner: Runner, directory: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], { ...runner, cwd: '/' }).status === 0;
}

function userNamed(name: string): Runner | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}
