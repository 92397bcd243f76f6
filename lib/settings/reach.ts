import { BlockList, isIP } from 'node:net';
import { ConfigError } from './config-error';
import { type Environment, environmentSchema } from './environment';

/** Refuses a server without a secret of its own where others may come to it. Throws ConfigError. */
export function requireSecret({ AUTH_SECRET, COUNTERSIGN_ENV, HOST }: Environment): void {
  if (AUTH_SECRET !== null || (COUNTERSIGN_ENV === 'development' && isLoopback(HOST))) return;
  const because = COUNTERSIGN_ENV === 'production' ? 'COUNTERSIGN_ENV is production' : 'HOST is not loopback';
  throw new ConfigError(
    `AUTH_SECRET must be ${environmentSchema.shape.AUTH_SECRET.description}, because ${because}.`,
  );
}

/** Whether the fixtures of the conformance suite are there: only where nobody else can come. Throws ConfigError. */
export function mcpFixtures(env: Environment): boolean {
  if (env.COUNTERSIGN_MCP_FIXTURES === null) return false;
  const because = reachable(env);
  if (because === null) return true;
  throw new ConfigError(`COUNTERSIGN_MCP_FIXTURES must not be set, because ${because}.`);
}

/** Why others than this machine may come to this server, or null. */
function reachable({ COUNTERSIGN_ENV, HOST, TRUST_PROXY, DATABASE_URL }: Environment): string | null {
  if (COUNTERSIGN_ENV === 'production') return 'COUNTERSIGN_ENV is production';
  if (!isLoopback(HOST)) return 'HOST is not loopback';
  if (TRUST_PROXY !== null) return 'TRUST_PROXY is set';
  return DATABASE_URL === null ? null : 'DATABASE_URL is set';
}

/** Whether an address, or the name `localhost`, is of this machine alone. */
export function isLoopback(host: string): boolean {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  const family = isIP(host);
  return family === 0 ? host === 'localhost' : loopback.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
