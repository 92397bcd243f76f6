import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { DemoAgent } from './agent';

const connecting = (port: number) =>
  DemoAgent.connect({
    url: '',
    mcp_url: `http://127.0.0.1:${port}/api/mcp`,
    tenant: 'Acme',
    reviewers: [],
    agent_key: 'mcp_key',
  });

async function answering(status: number, code: string): Promise<number> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code } }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test('a demo that is not let in says what was answered', async () => {
  await expect(connecting(await answering(401, 'CLIENT_CERT_REQUIRED'))).rejects.toThrow(
    /answered CLIENT_CERT_REQUIRED: agents need a client certificate/,
  );
  await expect(connecting(await answering(401, 'KEY_REVOKED'))).rejects.toThrow('KEY_REVOKED');
  await expect(connecting(1)).rejects.toThrow('Nothing that takes this key answers');
});
