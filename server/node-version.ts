import { StartFailure } from '@/host/start-failure';

/**
 * Refuses to run on a Node older than 22.12. On Linux npm (which needs 20.19) brings Node 24 along to run on; elsewhere it
 * is the machine's own.
 */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 12)) throw new StartFailure('NODE_TOO_OLD', version);
}
