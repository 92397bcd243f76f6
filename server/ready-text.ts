import { readFirstRun } from '@/host/first-run-file';

export interface ReadyOptions {
  readonly publicUrl: string;
  /** Null when this installation has no first-run data. */
  readonly firstRunFile: string | null;
  readonly isFirstStart: boolean;
  /** Whether a key alone opens nothing to an agent. */
  readonly needsCertificate: boolean;
  /** The address of the authorization server; null where OAuth is off. */
  readonly oauthIssuer?: string | null;
  /** The process that takes signals: `npm` starts another. */
  readonly pid?: number;
}

/**
 * What the terminal shows once the server answers: where to click, who to sign in as, how an agent connects. Passwords
 * and the key are shown by the first start alone: later output often ends up in a log.
 */
export function readyText(options: ReadyOptions): string {
  const { publicUrl, firstRunFile, isFirstStart, needsCertificate, oauthIssuer = null, pid } = options;
  const mcpUrl = `${publicUrl}/api/mcp`;
  const firstRun = firstRunFile === null ? null : readFirstRun(firstRunFile);
  const condition = needsCertificate ? ', with a client certificate (docs/tls.md)' : '';
  const head = [
    `\nCountersign is ready: ${publicUrl}${pid === undefined ? '' : ` (process ${pid})`}\n`,
    oauthIssuer === null ? '' : `OAuth is on: ${oauthIssuer} (docs/oauth.md)\n`,
  ].join('');
  if (firstRun === null) return `${head}Agents connect to ${mcpUrl}${condition}\n`;
  if (!isFirstStart) {
    return `${head}Agents connect to ${mcpUrl}${condition}\nThe people and the agent key of ${firstRun.tenant} are in ${firstRunFile}.\n`;
  }
  const authorization = `Authorization: Bearer ${firstRun.agent_key}`;
  const servers = {
    mcpServers: {
      countersign: {
        type: 'http',
        url: mcpUrl,
        headers: { Authorization: `Bearer ${firstRun.agent_key}` },
      },
    },
  };
  return [
    head,
    `Sign in to ${firstRun.tenant} as one of (made just now):`,
    table(firstRun.reviewers.map(({ role, name, email, password }) => [role, name, email, password])),
    '',
    `Connect an agent${condition}:`,
    `  claude mcp add --transport http countersign ${mcpUrl} --header "${authorization}"`,
    '',
    'or paste this MCP configuration:',
    JSON.stringify(servers, null, 2),
    '',
    `All of this is also in ${firstRunFile}. Ctrl-C stops the server; the data stays.`,
    '',
  ].join('\n');
}

function table(rows: string[][]): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = (rows[0] ?? []).map((_, column) => width(column));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
