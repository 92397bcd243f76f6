import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testTitles } from './test-titles';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/controls.md'), 'utf8');

/** The controls of the boundary: all of them, whatever the page says. */
const controls: readonly string[] = [
  'apply',
  'key standing',
  'host and origin',
  'pages from elsewhere',
  'strict JSON',
  'address',
  'certificate',
  'pin',
  'reason',
  'limits',
  'limits of a line',
  'breaker',
  'breaker of a key',
  'stops',
  'freeze',
  'policy',
  'hidden tools',
  'owner’s ceiling',
  'environment',
  'labels',
  'secret in a word',
  'encoded secrets',
  'redaction',
  'names in the log',
  'whole texts',
  'rows not written',
  'what a prompt runs',
  'chain',
  'subscriptions',
  'tenant’s share',
  'role of agents',
  'self-test',
  'nightly',
  'REST gates',
  'REST limits',
  'REST policy',
  'REST log',
  'alike at both doors',
  'host of OAuth',
  'OAuth secrets',
  'consent’s ceiling',
  'OAuth requests',
  'counted refusals',
  'refused floods',
  'key before rules',
  'true readings',
  'address in a rule',
  'fields of a rule',
  'ways to a tool',
  'open subscriptions',
  'client gone',
  'run of a call',
  'run asked about',
  'grant of then',
  'look-alike work',
  'draft of a stopped run',
  'secret beside',
  'leaf of a stop',
  'resource of a token',
  'indexes',
  'pressure',
  'kept out',
  'typed before the page listens',
  'doors of the log',
  'commit together',
  'leaf of each act',
  'leaf of what was seen',
  'right to change a role',
  'signed heads',
  'stored checkpoints',
  'anchor log',
  'signer',
  'witnesses',
  'audit of the log',
  'restored backup',
  'proofs',
  'log of its tenant',
  'tiles that were signed',
  'offline: records',
  'offline: the signed root',
  'offline: whose key',
  'offline: kept heads',
  'offline: the archive',
  'bundles in parts',
  'bundles at once',
  'statements',
  'file stays in the page',
  'database that keeps its word',
  'never lost',
  'offline: crafted files',
  'offline: witnesses',
  'anchor of a bundle',
  'proof that failed',
  'bundles of a person',
  'log beside DATA_DIR',
  'rows beside the log',
  'view before a decision',
  'what was verified stays held',
];

type Row = { control: string; cells: string[] };

const rows: Row[] = [...page.matchAll(/^\| \*\*(.+?)\*\* \|(.*)\|$/gm)].map(
  ([, control = '', rest = '']) => ({
    control,
    cells: rest.split(' | ').map((cell) => cell.trim()),
  }),
);

/** What is wrong with a file or a test that a row names, or nothing. */
function faultsOf({ cells }: Row): string[] {
  const [where = '', , tests = ''] = cells;
  const files = [...where.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
  const named = [...tests.matchAll(/`([^`]+)` `([^`]+)`/g)];
  const missing = files.filter((file) => !existsSync(join(root, file))).map((file) => `there is no ${file}`);
  const faults = named.flatMap(([, file = '', title = '']) => {
    if (!existsSync(join(root, file))) return [`there is no ${file}`];
    const found = testTitles(readFileSync(join(root, file), 'utf8')).includes(title);
    return found ? [] : [`no test in ${file} is called ${title}`];
  });
  return [
    ...(files.length === 0 ? ['names no file'] : missing),
    ...(named.length === 0 ? ['names no test'] : faults),
  ];
}

describe('the page of controls', () => {
  it('has a row for each control and no other, each of three cells', () => {
    expect(rows.map(({ control }) => control)).toEqual(controls);
    expect(rows.filter(({ cells }) => cells.length !== 3 || cells.includes(''))).toEqual([]);
  });

  it.each(rows)('$control names files and tests that stand where it says', (row) => {
    expect(faultsOf(row)).toEqual([]);
  });
});
