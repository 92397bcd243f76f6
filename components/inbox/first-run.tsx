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

const sampleCommand = 'npm run demo';

/** How a person of this tenant gets a key of their own; every word is quoted for a shell. */
export const issueKeyCommand = (tenant: string, owner: string): string =>
  `npm run admin -- issue-key --tenant ${quoted(tenant)} --owner ${quoted(owner)} --name my-agent`;

const quoted = (word: string) =>
  /^[\w@.+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

function Code({ text, label }: { text: string; label: string }) {
  return (
    <div className="code-box">
      <pre className="mono">{text}</pre>
      <CopyButton text={text} label={label} />
    </div>
  );
}

/** What a tenant without drafts needs to know. */
export type Start = {
  mcpUrl: string;
  /** The first start left this tenant a key and can fill it with sample drafts. */
  hasFirstKey: boolean;
  tenant: string;
  owner: string;
};

function KeyStep({ start }: { start: Start }) {
  if (start.hasFirstKey) {
    return (
      <p>
        The server printed one when it first started, and wrote it to first-run.json in its data directory.
      </p>
    );
  }
  return (
    <>
      <p>Whoever runs this server issues one with this command. It is shown once.</p>
      <Code text={issueKeyCommand(start.tenant, start.owner)} label="Copy the command that issues a key" />
    </>
  );
}

function DraftStep({ hasFirstKey }: Start) {
  if (!hasFirstKey) {
    return (
      <>
        <h3>Ask it to propose an endpoint</h3>
        <p>The draft appears here without a reload.</p>
      </>
    );
  }
  return (
    <>
      <h3>Ask it to propose an endpoint, or make sample drafts</h3>
      <p>
        This connects as a real agent and proposes a few. Before that it signs in as a reviewer and applies
        two, so that there is something to change. They appear here without a reload.
      </p>
      <Code text={sampleCommand} label="Copy the command" />
    </>
  );
}

/** The first inbox: how an agent gets here, and how to see a draft at once. */
export function FirstRun({ start }: { start: Start }) {
  return (
    <div className="empty">
      <h2>No agent has proposed anything yet</h2>
      <p>Three steps to the first draft.</p>
      <ol className="steps">
        <li>
          <span className="index">1</span>
          <div>
            <h3>Take an agent key</h3>
            <KeyStep start={start} />
          </div>
        </li>
        <li>
          <span className="index">2</span>
          <div>
            <h3>Give your agent this MCP server</h3>
            <p>Put the key in place of the words in angle brackets.</p>
            <Code text={configOf(start.mcpUrl)} label="Copy the MCP configuration" />
          </div>
        </li>
        <li>
          <span className="index">3</span>
          <div>
            <DraftStep {...start} />
          </div>
        </li>
      </ol>
    </div>
  );
}
