import { createHash } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { exitCodes } from './exit-codes';
import { CliFailure, usageFailure } from './failure';

/**
 * Writes what arrives into a file that is not there yet. What ends early, or has another hash than was said, leaves no file
 * behind: half of it passes for nothing.
 */
export async function saveStream(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  said: { bytes: number; sha256: string },
  reached: (bytes: number) => void,
): Promise<void> {
  const file = await open(path, 'wx').catch(() => {
    throw usageFailure(`${path} is there already, or cannot be written.`, 'Name another file.');
  });
  const sha256 = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of stream) {
      await file.write(piece);
      sha256.update(piece);
      bytes += piece.length;
      reached(bytes);
    }
    if (bytes !== said.bytes || sha256.digest('hex') !== said.sha256) throw new Error('another file arrived');
    await file.close();
  } catch {
    await file.close().catch(() => {});
    await unlink(path);
    throw new CliFailure(exitCodes.temporary, 'The file did not arrive whole. Nothing was kept.', {
      hint: 'Run the command again.',
    });
  }
}
