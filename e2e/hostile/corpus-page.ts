import { corpus } from './corpus';
import type { HostileRow, Wire, World } from './row';

const cut = 160;

/** Stands for what a run makes anew, so that the page says the same every time. */
const named: World = {
  host: '127.0.0.1:3000',
  origin: 'http://127.0.0.1:3000',
  key: '<key>',
  expired: '<expired key>',
  revoked: '<revoked key>',
  suspended: '<suspended key>',
  unscoped: '<key without scopes>',
  narrow: '<key that may list>',
  slow: '<key at its limit>',
  unknown: '<key never issued>',
  malformed: 'mcp_not-a-key',
  service: '<service credential>',
  token: '<terminal token>',
  cookie: '<session>',
  userId: '<reviewer>',
  draft: '<draft>',
  digest: '<digest>',
  foreignDraft: '<foreign draft>',
  foreignEndpoint: '<foreign endpoint>',
  foreignEvidence: '<foreign evidence>',
  foreignKey: '<foreign key>',
};

/** One cell: no line ends it, nothing in it is markup, and what cannot be seen is named. */
function cell(text: string): string {
  const short = text.length > cut ? `${text.slice(0, cut)}…` : text;
  const seen = short.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/gu,
    (letter) => `⟨U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
  return seen.replaceAll('|', '\\|').replaceAll('`', '’');
}

const usual = new Set(['content-type: application/json', 'accept: application/json, text/event-stream']);

function requestOf({ method, path, headers, body }: Wire): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`).filter((line) => !usual.has(line));
  const parts = [`${method} ${path}`, ...lines, String(body)].filter((part) => part !== '');
  return parts.map((part) => `\`${cell(part)}\``).join('<br>');
}

function expectationOf({ status, code, says, proposes }: HostileRow): string {
  const waits = proposes ? ', a draft that waits' : '';
  const said = says === undefined ? '' : `, says “${says}”`;
  return `${status}${code === null ? '' : ` ${code}`}${waits}${said}`;
}

/** The corpus as a page. */
export function corpusPage(): string {
  const count = corpus.flatMap(({ rows }) => rows).length;
  const sections = corpus.map(({ title, rows }) => {
    const table = rows.map(
      (row) => `| ${cell(row.name)} | ${requestOf(row.send(named))} | ${expectationOf(row)} |`,
    );
    return `## ${title}\n\n| Request | On the wire | Answer |\n|---|---|---|\n${table.join('\n')}\n`;
  });
  return `# The hostile corpus

${count} requests that must get nowhere. \`e2e/hostile.spec.ts\` sends each over HTTP to the running product and compares status and
code; after each, no draft, resource, version, key or record of evidence has moved in two tenants, but where a draft is proposed and
waits. A number below zero is the code of JSON-RPC. Written by \`npm run hostile\` from \`e2e/hostile/\`; not edited by hand.

${sections.join('\n')}`;
}
