import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '@/host/private-file';
import { asStartFailure } from '@/host/start-failure';

/** The secret that signs sessions, for an installation that was given none: made once, kept in DATA_DIR. */
export function keptAuthSecret(dataDir: string): string {
  const path = join(dataDir, 'auth-secret');
  try {
    if (existsSync(path)) return readFileSync(path, 'utf8').trim();
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const secret = randomBytes(32).toString('hex');
    writePrivateFile(path, `${secret}\n`);
    return secret;
  } catch (error) {
    throw asStartFailure(error, path);
  }
}
