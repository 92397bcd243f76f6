import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { issueKeyCommand } from './first-run';

/** The words that a shell makes of a command after `npm run admin`. */
const words = (command: string): string[] =>
  execFileSync('sh', ['-c', command.replace('npm run admin', "printf '%s\\n'")], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');

it.each(['acme', 'Acme & Sons', "O'Neill; rm -rf $HOME", '`id` "x" \\'])(
  'names tenant %s to a shell as it is',
  (tenant) => {
    expect(words(issueKeyCommand(tenant, 'robin@acme.example'))).toEqual([
      '--',
      'issue-key',
      '--tenant',
      tenant,
      '--owner',
      'robin@acme.example',
      '--name',
      'my-agent',
    ]);
  },
);
