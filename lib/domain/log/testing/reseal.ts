import { canonicalJson } from '@/lib/domain/evidence/canonical-json';
import { bundleNames } from '@/lib/domain/log/bundle/bundle-names';
import { type Manifest, manifestSchema } from '@/lib/domain/log/bundle/manifest';
import { readTar } from '@/lib/domain/log/bundle/read-tar';
import { type Bytes, utf8 } from '@/lib/domain/log/bytes';
import { archiveOf, sha256Of } from './write-bundle';

/** The bundle with other files, and a manifest that fits them: what somebody does who knows how bundles are made. */
export function reseal(
  bundle: Bytes,
  change: (files: Map<string, Bytes>) => void,
  said: (manifest: Manifest) => object = (manifest) => manifest,
): Bytes {
  const read = readTar(bundle);
  if (!(read instanceof Map)) throw new Error('no bundle');
  const files = new Map(read);
  const manifest = manifestSchema.parse(JSON.parse(textOf(files.get(bundleNames.manifest))));
  files.delete(bundleNames.manifest);
  change(files);
  const named = [...files].map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) }));
  const sealed = canonicalJson(said({ ...manifest, files: named }));
  return archiveOf([[bundleNames.manifest, utf8(sealed)], ...files]);
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** Changes the text of one file. */
export const replacing =
  (name: string, change: (text: string) => string) =>
  (files: Map<string, Bytes>): void => {
    files.set(name, utf8(change(textOf(files.get(name)))));
  };
