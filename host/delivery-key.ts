import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keptText } from './kept-file';

/**
 * The text that seals what signs deliveries, for an installation that was given none: made once, kept in DATA_DIR. A file
 * that is no key is a fault: another one would open nothing that is sealed.
 */
export function keptDeliveryKey(dataDir: string): string {
  const path = join(dataDir, 'delivery-key');
  const text = keptText(path, () => `${randomBytes(32).toString('hex')}\n`).trim();
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new Error(`${path} is not a delivery key; restore it, or remove it and set the control plane again`);
}
