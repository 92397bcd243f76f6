import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const suite = join(import.meta.dirname, '../../node_modules/@modelcontextprotocol/conformance/dist/index.js');
/** Every name under localhost is this machine (RFC 6761 section 6.3); the system's resolver may not know it. */
const names = `data:text/javascript,${encodeURIComponent(`
  import dns from 'node:dns';
  const { lookup } = dns;
  dns.lookup = (name, ...rest) => lookup(name.endsWith('.localhost') ? '127.0.0.1' : name, ...rest);
`)}`;

const checksSchema = z.array(
  z.object({ id: z.string(), status: z.string(), errorMessage: z.string().optional() }),
);
type Check = z.infer<typeof checksSchema>[number];

type Asked = { issuer: string; clientId: string; resource: string; port: number };

/**
 * Runs the official suite of authorization servers. `openBrowser` is the person: it gets the address to open, and the answer
 * goes to `http://127.0.0.1:<port>/callback`, where the suite listens.
 */
export async function runAuthorizationSuite(
  { issuer, clientId, resource, port }: Asked,
  openBrowser: (address: string) => Promise<unknown>,
): Promise<readonly Check[]> {
  const results = mkdtempSync(join(tmpdir(), 'countersign-authorization-'));
  try {
    const child = spawn(
      process.execPath,
      ['--import', names, suite, 'authorization', '--url', issuer, '--client-id', clientId].concat([
        '--resource',
        resource,
        '--port',
        String(port),
        '-o',
        results,
      ]),
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    for await (const line of createInterface(child.stdout)) {
      if (line.startsWith(`${issuer}/`)) await openBrowser(line);
    }
    return readdirSync(results).flatMap((folder) =>
      checksSchema.parse(JSON.parse(readFileSync(join(results, folder, 'checks.json'), 'utf8'))),
    );
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}
