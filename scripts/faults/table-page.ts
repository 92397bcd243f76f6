import type { Outcome } from './run-row';

const head = `# Fault table

Made by \`npm run faults\`, which kills for real: \`kill -9\` of the process that acts, or of Postgres and every process of
it, at each statement of an apply, a create and a discard. The statements are recorded from an act that nobody
disturbed, so a statement that is new in the product is a new row here. It exits 1 when a row is not as it must be, and
writes this page when all are. \`npm test\` runs the rows around COMMIT (\`scripts/faults/fault-table.test.ts\`).

**Forms.** *Failed*: whoever dies does so before the statement reaches the database, which has answered all before it.
*Failed but persisted*: the database has answered the statement, and nobody hears it. *In flight*: the database has the
statement, and nobody knows how far it is. *Answer cut off*: the first bytes of the answer have come, the server is killed, and
the rest of what it may have sent is thrown away.

**Over HTTP** it is the whole server that dies, as \`npm start\` runs it on a production build, with everything that it does beside; a
server that outlives its database is asked again itself, a killed one once it was started again.

**After each row**, once Postgres has recovered: every leaf hash and every stored subtree of every tenant is recomputed
(\`npm run admin -- verify-log\` does the same), no gap, the head is the edge of all leaves, the pending count is true, both
hash chains hold. The draft, its leaf, the stored answer, of an apply or a discard the audit event and what the person had
before them (\`draft_viewed\`, leaf and audit event), and of an apply the resource, its version and the outbox too, are there once each (*all*) or not at all (*nothing*). Then the same request is sent again: it is done once
or replayed; without its key an apply or a discard is refused because the draft is no longer pending, and a create finds
the draft that waits.

**Told** is what the caller heard before: *nothing* where its process died, *fault* where the database did, or over HTTP the code
of the problem: never that it was done when it is not.

## What it does not prove

- Death of a process does not lose what the operating system has taken: power loss was not simulated. That rests on \`fsync\`,
  \`synchronous_commit\` and \`full_page_writes\`, which the embedded database runs with, and without which the server does
  not start (\`docs/decisions/2026-11-22-a-database-that-keeps-its-word.md\`).
- \`synchronous_commit = off\` is seen here all the same: with it Postgres answers a COMMIT that its own death loses, and
  the rows of COMMIT go red.
- A disk that lies, two failures at once, and replicas are outside.

`;

const columns = [
  'step',
  'who dies',
  'form',
  'expected',
  'stored',
  'told',
  'asked again, and without its key',
];

const cellsOf = ({ row, stored, told, again }: Outcome): string[] => [
  `\`${row.step.replaceAll('|', '\\|')}\``,
  row.victim,
  row.form,
  row.expect,
  distinct(stored),
  distinct(told),
  distinct(again),
];

const distinct = (texts: readonly string[]): string => [...new Set(texts)].join(', ');

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** One row as it is printed while the table runs. */
export const tableLine = (outcome: Outcome): string =>
  [
    lineOf([titleOf(outcome.row), ...cellsOf(outcome)]),
    ...outcome.wrong.map((wrong) => `  NOT SO: ${wrong}`),
  ].join('\n');

/** The whole page, one table per act. */
export function tablePage(outcomes: readonly Outcome[]): string {
  const sections = [...Map.groupBy(outcomes, ({ row }) => titleOf(row))].map(([title, rows]) =>
    [
      `## ${title}`,
      '',
      lineOf(columns),
      lineOf(columns.map(() => '---')),
      ...rows.map(cellsOf).map(lineOf),
    ].join('\n'),
  );
  return `${head}${sections.join('\n\n')}\n`;
}

const titleOf = ({ act, door, callers }: Outcome['row']): string =>
  `${act}${callers === 1 ? '' : `, ${callers} at once`}${door === 'http' ? ', over HTTP' : ''}`;
