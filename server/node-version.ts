import { StartFailure } from '@/host/start-failure';

/** Refuses a Node older than 22.12. npm brings Node 24 along on Linux; elsewhere the machine's own is used. */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 12)) throw new StartFailure('NODE_TOO_OLD', version);
}
