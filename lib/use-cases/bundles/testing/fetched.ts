import type { Human } from '@/lib/domain/actor';
import { readTar } from '@/lib/domain/log/bundle/read-tar';
import { type Bytes, concat } from '@/lib/domain/log/bytes';
import { accepted } from '@/lib/use-cases/testing/result';
import { makeNextBundle } from '../make-bundle';
import { openBundleFile } from '../open-bundle-file';

/** Makes every bundle that waits in a tenant. */
export async function makeAll(tenantId: string): Promise<void> {
  const never = new AbortController().signal;
  while (await makeNextBundle(tenantId, never));
}

/** The whole file of a bundle. */
export async function fetched(human: Human, id: string): Promise<Bytes> {
  const pieces: Uint8Array[] = [];
  for await (const piece of accepted(await openBundleFile(human, id)).pieces) pieces.push(piece);
  return concat(...pieces);
}

/** The files in it, as text. */
export function filesIn(archive: Bytes): ReadonlyMap<string, string> {
  const files = readTar(archive);
  if (!(files instanceof Map)) throw new Error(`no archive of ours: it ${files.words} at ${files.at}`);
  return new Map([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}
