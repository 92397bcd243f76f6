import { z } from 'zod';
import { anchorTenant } from '../anchor-log';

/** Whose log an origin names `<host>/log/<tenant>`; null for another name. */
export function logTenant(origin: string): string | null {
  const [, name] = /^[^/\s]+\/log\/([^/]+)$/.exec(origin) ?? [];
  if (name === 'anchor') return anchorTenant;
  return z.uuid().safeParse(name).success && name !== anchorTenant ? (name ?? null) : null;
}
