import { CopyButton } from '../ui/copy-button';

const configOf = (mcpUrl: string) =>
  JSON.stringify(
    {
      mcpServers: {
        countersign: { type: 'http', url: mcpUrl, headers: { Authorization: 'Bearer <agent key>' } },
      },
    },
    null,
    2,
  );

const SAMPLE = 'npm run demo';

function Code({ text, label }: { text: string; label: string }) {
  return (
    <div className="codebox">
      <pre className="mono">{text}</pre>
      <CopyButton text={text} label={label} />
    </div>
  );
}

/** The first inbox: how an agent gets here, and how to see a draft at once. */
export function FirstRun({ mcpUrl }: { mcpUrl: string }) {
  return (
    <div className="empty">
      <h2>No agent has proposed anything yet</h2>
      <p>Three steps to the first draft.</p>
      <ol className="steps">
        <li>
          <span className="i">1</span>
          <div>
            <h3>Take an agent key</h3>
            <p>
              The server printed one when it first started, and wrote it to first-run.json in its data
              directory.
            </p>
          </div>
        </li>
        <li>
          <span className="i">2</span>
          <div>
            <h3>Give your agent this MCP server</h3>
            <p>Put the key in place of the words in angle brackets.</p>
            <Code text={configOf(mcpUrl)} label="Copy the MCP configuration" />
          </div>
        </li>
        <li>
          <span className="i">3</span>
          <div>
            <h3>Ask it to propose an endpoint, or make sample drafts</h3>
            <p>This connects as a real agent and proposes a few. They appear here without a reload.</p>
            <Code text={SAMPLE} label="Copy the command" />
          </div>
        </li>
      </ol>
    </div>
  );
}
