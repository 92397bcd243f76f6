import { z } from 'zod';
import { anchorName, anchorTenant } from '../anchor-log';

/** A host as a URL has it: nothing in it hides, or turns the text around it. */
const form = /^[A-Za-z0-9._:[\]-]{1,300}\/log\/([a-z0-9-]+)$/;

/** Whose log an origin names `<host>/log/<tenant>`; null for another name. */
export function logTenant(origin: string): string | null {
  const [, name] = form.exec(origin) ?? [];
  if (name === anchorName) return anchorTenant;
  return z.uuid().safeParse(name).success && name !== anchorTenant ? (name ?? null) : null;
}
