import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readyText } from '@/server/ready-text';

const publicUrl = 'http://127.0.0.1:3000';

test('names the page, every person and the agent configuration, which parses', () => {
  const text = readyText({
    publicUrl,
    firstRunFile: firstRun(),
    isFirstStart: true,
    needsCertificate: false,
  });
  expect(text).toContain('Countersign is ready: http://127.0.0.1:3000\n');
  expect(text).toContain('  reviewer  Ada        ada@example.test    first-password\n');
  expect(text).toContain('  admin     Hildegard  hilde@example.test  second-password\n');
  expect(text).toContain(
    '  claude mcp add --transport http countersign http://127.0.0.1:3000/api/mcp --header "Authorization: Bearer mcp_key"\n',
  );
  const pasted: unknown = JSON.parse(text.slice(text.indexOf('{\n'), text.lastIndexOf('}') + 1));
  expect(pasted).toEqual({
    mcpServers: {
      countersign: {
        type: 'http',
        url: 'http://127.0.0.1:3000/api/mcp',
        headers: { Authorization: 'Bearer mcp_key' },
      },
    },
  });
});

test('a later start says where the people and the key are, and shows no secret', () => {
  const path = firstRun();
  const text = readyText({ publicUrl, firstRunFile: path, isFirstStart: false, needsCertificate: false });
  expect(text).toContain(`The people and the agent key of Acme are in ${path}.`);
  expect(text).toContain('Agents connect to http://127.0.0.1:3000/api/mcp');
  expect(text).not.toMatch(/password|mcp_key/);
});

test('without first-run data only addresses are shown', () => {
  const expected = `\nCountersign is ready: ${publicUrl}\nAgents connect to ${publicUrl}/api/mcp\n`;
  expect(readyText({ publicUrl, firstRunFile: null, isFirstStart: true, needsCertificate: false })).toBe(
    expected,
  );
  expect(
    readyText({
      publicUrl,
      firstRunFile: '/nowhere/first-run.json',
      isFirstStart: true,
      needsCertificate: false,
    }),
  ).toBe(expected);
});

test('where a key alone opens nothing, every start says so', () => {
  const words = ', with a client certificate (docs/tls.md)';
  const path = firstRun();
  for (const [firstRunFile, isFirstStart] of [
    [path, true],
    [path, false],
    [null, true],
  ] as const) {
    expect(readyText({ publicUrl, firstRunFile, isFirstStart, needsCertificate: true })).toContain(words);
    expect(readyText({ publicUrl, firstRunFile, isFirstStart, needsCertificate: false })).not.toContain(
      words,
    );
  }
});

function firstRun(): string {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-ready-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const reviewers = [
    { role: 'reviewer', name: 'Ada', email: 'ada@example.test', password: 'first-password' },
    { role: 'admin', name: 'Hildegard', email: 'hilde@example.test', password: 'second-password' },
  ];
  const path = join(directory, 'first-run.json');
  writeFileSync(
    path,
    JSON.stringify({
      url: publicUrl,
      mcp_url: `${publicUrl}/api/mcp`,
      tenant: 'Acme',
      reviewers,
      agent_key: 'mcp_key',
    }),
  );
  return path;
}

test('a start says that OAuth is on and where, and which process takes signals', () => {
  const plain = { publicUrl, firstRunFile: null, isFirstStart: false, needsCertificate: false };
  const text = readyText({ ...plain, oauthIssuer: 'http://mcp.localhost:3000', pid: 4711 });
  expect(text).toContain(
    `Countersign is ready: ${publicUrl} (process 4711)\nOAuth is on: http://mcp.localhost:3000`,
  );
  expect(readyText({ ...plain, oauthIssuer: null })).not.toContain('OAuth');
});
