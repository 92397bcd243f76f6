import { writeFileSync } from 'node:fs';
import { usageFailure } from './failure';

/** Writes a file that is not there yet. What somebody keeps as proof is never written over. */
export function writeNew(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content, { flag: 'wx' });
  } catch (fault) {
    const exists = fault instanceof Error && 'code' in fault && fault.code === 'EEXIST';
    throw usageFailure(
      exists ? `There is a file ${path} already.` : `${path} cannot be written.`,
      exists ? 'Name another, or remove it.' : undefined,
    );
  }
}
