import { expect, it } from 'vitest';
import { accepted, codeOf } from '../testing/result';
import { startAuthorize } from './start-authorize';

const redirectUri = 'https://editor.example.com/callback';
const ask = (id: string) =>
  startAuthorize({ id, name: 'Editor', redirectUris: [redirectUri] }, redirectUri, {
    state: 's1',
    challenge: 'a'.repeat(43),
    scopes: ['mcp:read:drafts'],
    resource: 'https://oauth.test/api/mcp',
  });

it.each([
  ['https://one.example.com', 'https://one.example.com:8443', 'https://one.example.com.evil.test'],
  ['https://[2606:4700::1111]', 'https://[2606:4700::1111]:8443', 'https://[2606:4700::1112]'],
])(
  'lets %s fill a tenth of what may wait, from any port and path, and shuts out no other',
  async (...hosts) => {
    const [host, again, other] = hosts;
    for (let at = 0; at < 100; at += 1) accepted(await ask(`${host}/${at}/client.json`));
    expect(codeOf(await ask(`${host}/client.json`))).toBe('RATE_LIMITED');
    expect(codeOf(await ask(`${again}/client.json`))).toBe('RATE_LIMITED');
    accepted(await ask(`${other}/client.json`));
    accepted(await ask(`https://other.example.com/${host}/client.json`));
  },
);
