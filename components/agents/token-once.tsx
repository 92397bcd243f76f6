import { KeyRound } from 'lucide-react';
import Link from 'next/link';
import { CopyButton } from '../ui/copy-button';

type Props = { token: string; keyId: string; mcpUrl: string };

const configOf = (mcpUrl: string, token: string) =>
  JSON.stringify(
    {
      mcpServers: {
        countersign: { type: 'http', url: mcpUrl, headers: { Authorization: `Bearer ${token}` } },
      },
    },
    null,
    2,
  );

function Code({ text, label }: { text: string; label: string }) {
  return (
    <div className="code-box">
      <pre className="mono">{text}</pre>
      <CopyButton text={text} label={label} />
    </div>
  );
}

/** A new token, this once, and what to paste into the agent's host. */
export function TokenOnce({ token, keyId, mcpUrl }: Props) {
  return (
    <section className="token-once" aria-labelledby="token">
      <h2 id="token">
        <KeyRound className="icon" aria-hidden="true" /> Take the key now
      </h2>
      <p>It is shown this once and stored nowhere. Who loses it rotates the key.</p>
      <Code text={token} label="Copy the key" />
      <h3>For the host of the agent</h3>
      <Code text={configOf(mcpUrl, token)} label="Copy the MCP configuration" />
      <Link className="btn lg" href={`/agents/${keyId}`} prefetch={false}>
        I have it
      </Link>
    </section>
  );
}
