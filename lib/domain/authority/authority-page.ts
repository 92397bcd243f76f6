import type { AuthorityRow, Cell } from './authority-row';
import { type CredentialKind, credentialKinds } from './credential-kind';

/** The published page of the matrix: for each thing that can be asked, which callers get which answer. */
export function authorityPage(rows: readonly AuthorityRow[]): string {
  const kinds = Object.keys(credentialKinds).filter(isKind);
  return [
    '# Who may do what',
    '',
    'Generated from `lib/domain/authority`; a test fails when it is not current, and another drives every cell over HTTP',
    'against the running product. A mark means that the door lets this caller in; otherwise the cell is the code it gets.',
    '',
    '## Callers',
    '',
    '| | presents |',
    '|---|---|',
    ...kinds.map((kind) => `| \`${kind}\` | ${credentialKinds[kind]} |`),
    '',
    ...sections.flatMap(({ title, holds }) => [
      `## ${title}`,
      '',
      ...rows.filter(({ name }) => holds(name)).flatMap((row) => described(row)),
    ]),
  ].join('\n');
}

const sections = [
  { title: 'REST', holds: (name: string) => / \/api\/v1/.test(name) },
  { title: 'The log as tiles', holds: (name: string) => / \/log\//.test(name) },
  { title: 'Server actions', holds: (name: string) => name.startsWith('action ') },
  { title: 'MCP', holds: (name: string) => name.startsWith('tool ') || / \/api\/mcp/.test(name) },
  { title: 'Signing in and out', holds: (name: string) => / \/api\/auth/.test(name) },
];

/** One row: which callers get which answer, the admitted first. */
function described({ name, cells, scope }: AuthorityRow): string[] {
  const kinds = Object.keys(cells).filter(isKind);
  const answers = [...Map.groupBy(kinds, (kind): Cell => cells[kind])];
  const inOrder = answers.toSorted(([a], [b]) => Number(b === 'allow') - Number(a === 'allow'));
  return [
    `### ${name}`,
    '',
    ...(scope === null ? [] : [`An agent key needs \`${scope}\`.`, '']),
    '| answer | callers |',
    '|---|---|',
    ...inOrder.map(
      ([cell, callers]) => `| ${cell === 'allow' ? '✓' : `\`${cell}\``} | ${callers.join(', ')} |`,
    ),
    '',
  ];
}

const isKind = (kind: string): kind is CredentialKind => Object.hasOwn(credentialKinds, kind);
