import { readCanonical } from '../../evidence/read-canonical';
import { bundleNames, proofName, statementName } from '../bundle/bundle-names';
import { type BundleScope, type Manifest, manifestSchema } from '../bundle/manifest';
import { readTar } from '../bundle/read-tar';
import { type Bytes, hexOf } from '../bytes';
import { sha256 } from '../merkle-hash';
import { utf8Text } from '../utf8-text';
import type { Findings } from './findings';
import type { Positions } from './verdict';

export type Bundle = {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, Bytes>;
  readonly positions: Positions;
};

/** UNTRUSTED INPUT: an archive whose manifest says what is in it. Null where there is nothing to go on with. */
export async function openBundle(archive: Bytes, found: Findings): Promise<Bundle | null> {
  const files = readTar(archive);
  if (!(files instanceof Map)) {
    const words = `The archive ${files.words}, at byte ${files.at}. One that was packed again is not the file that was made.`;
    return found.add({ code: 'ARCHIVE_INVALID', words });
  }
  const manifest = readManifest(files.get(bundleNames.manifest));
  if (manifest === null) {
    const words = 'manifest.json is not the manifest of a bundle.';
    return found.add({ code: 'MANIFEST_INVALID', file: bundleNames.manifest, words });
  }
  await checkFiles(manifest, files, found);
  return { manifest, files, positions: positionsOf(manifest.scope) };
}

/** Of a draft with as many records as a bundle takes, a proof and a statement for each. */
const largestManifest = 8_000_000;

function readManifest(bytes: Uint8Array | undefined): Manifest | null {
  const text = bytes === undefined ? null : utf8Text(bytes, largestManifest);
  return text === null ? null : readCanonical(text, manifestSchema);
}

const positionsOf = (scope: BundleScope): Positions =>
  scope.kind === 'range' ? { from: scope.from, to: scope.to } : scope.positions;

/** The archive holds the manifest, then the files that it names, in that order and with those bytes, and nothing else. */
async function checkFiles(manifest: Manifest, files: Bundle['files'], found: Findings): Promise<void> {
  const named = [bundleNames.manifest, ...manifest.files.map(({ name }) => name)];
  if (named.join() !== [...files.keys()].join()) {
    const words = 'The files are not those that the manifest names, in its order.';
    found.add({ code: 'MANIFEST_INVALID', file: bundleNames.manifest, words });
  }
  const known = knownNames(manifest.scope);
  for (const name of files.keys()) {
    if (known(name)) continue;
    found.add({
      code: 'FILE_UNEXPECTED',
      file: name,
      words: 'No bundle of these records holds such a file.',
    });
  }
  await Promise.all(
    manifest.files.map(async ({ name, bytes, sha256: digest }) => {
      const file = files.get(name);
      if (file === undefined || (file.length === bytes && hexOf(await sha256(file)) === digest)) return;
      found.add({
        code: 'FILE_CHANGED',
        file: name,
        words: 'The file is not the one that the manifest was made for.',
      });
    }),
  );
}

function knownNames(scope: BundleScope): (name: string) => boolean {
  const once = new Set<string>(Object.values(bundleNames));
  const proved = new Set(provedPositions(scope).map(proofName));
  const positions = scope.kind === 'draft' ? new Set(scope.positions) : null;
  const isHeld = (at: number) =>
    positions?.has(at) ?? (scope.kind === 'range' && at >= scope.from && at < scope.to);
  return (name) => {
    const [, digits] = /^statements\/(\d{1,16})\.dsse\.json$/.exec(name) ?? [];
    const isStatement = statementName(Number(digits)) === name && isHeld(Number(digits));
    return once.has(name) || proved.has(name) || isStatement;
  };
}

/** Whose inclusion proofs a bundle holds: of a draft each, of a range its first and its last. */
export function provedPositions(scope: BundleScope): number[] {
  if (scope.kind === 'draft') return scope.positions;
  const { from, to } = scope;
  return from === to ? [] : [...new Set([from, to - 1])];
}
