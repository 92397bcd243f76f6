import { expect, it } from 'vitest';
import { runSigningCommand } from './signing-command';

const node = (script: string) => ({ program: process.execPath, arguments: ['-e', script] });
const bytes = Uint8Array.from([0, 255, 10, 13]);
/** Says a "signature" made of what it read: its length, and its bytes. */
const echo = `const parts = []; process.stdin.on('data', (part) => parts.push(part)).on('end', () => {
  const read = Buffer.concat(parts); process.stdout.write(Buffer.concat([read, Buffer.alloc(64 - read.length)]).toString('base64') + '\\n');
})`;

it('gives a program the very bytes and takes what it answers', async () => {
  const signature = await runSigningCommand(node(echo), bytes);
  expect(signature).toHaveLength(64);
  expect(signature.subarray(0, 4)).toEqual(bytes);
});

it('hands arguments on as they are: no shell reads them', async () => {
  const script = `process.stdout.write(Buffer.alloc(64, process.argv[1]).toString('base64'))`;
  const said = '$(echo x); echo y';
  const { program, arguments: args } = node(script);
  const signature = await runSigningCommand({ program, arguments: [...args, said] }, bytes);
  expect(Buffer.from(signature).toString()).toContain(said);
});

it.each([
  ['hangs', node('setInterval(() => {}, 1000)'), 'has not answered within'],
  ['fails', node(`${echo}; process.exitCode = 3`), 'ended with 3'],
  ['says nothing', node(''), 'did not say a signature'],
  ['says something else', node(`console.log('signed')`), 'did not say a signature'],
  ['says too much', node(`process.stdout.write('A'.repeat(1e6))`), 'said more than a signature'],
  ['is not there', { program: '/nowhere/at-all', arguments: [] }, 'could not be started'],
])('takes nothing from a program that %s', async (_, command, why) => {
  await expect(runSigningCommand(command, bytes, why.startsWith('has not') ? 400 : 10_000)).rejects.toThrow(
    why,
  );
});
