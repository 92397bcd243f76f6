import { parseVerifierKey, type VerifierKey } from '@/lib/domain/log/verifier-key';
import { runtimeLack } from '@/lib/domain/log/verify/runtime-support';
import { largestFile, verifyEvidence } from '@/lib/domain/log/verify/verify-evidence';
import type { Answer, Ask } from './worker-messages';

const answer = (message: Answer): void => postMessage(message, {});

/** Files are read and verified here, beside the page, so that it answers meanwhile. Nothing is sent anywhere. */
self.addEventListener('message', ({ data }: MessageEvent<Ask>) => void verify(data));
void runtimeLack().then((lack) => answer({ kind: 'ready', lack }));

/** What a person gave cannot be used. */
class Unusable extends Error {}

async function verify({ file, keys, against }: Ask): Promise<void> {
  try {
    const trust = { keys: await keysIn(keys), pinned: [] };
    const verdict = await verifyEvidence(await read(file), {
      trust,
      against: against && (await read(against)),
      onProgress: (progress) => answer({ kind: 'progress', ...progress }),
    });
    answer({ kind: 'verdict', verdict });
  } catch (fault) {
    const words = 'This browser could not finish. Try again, or use draft evidence verify.';
    answer({ kind: 'problem', words: fault instanceof Unusable ? fault.message : words });
  }
}

async function read(file: File): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > largestFile)
    throw new Unusable('The file is larger than 1 GiB: use draft evidence verify.');
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Unusable('The file cannot be read. Choose it again.');
  }
}

async function keysIn(text: string): Promise<VerifierKey[]> {
  const lines = text.split('\n').map((line) => line.trim());
  const keys = await Promise.all(lines.filter((line) => line !== '').map(parseVerifierKey));
  if (keys.includes(null))
    throw new Unusable(
      'That is not a verifier key. It looks like <log>+<8 digits>+<base64>, and one wrong character makes it none.',
    );
  return keys.filter((key) => key !== null);
}
