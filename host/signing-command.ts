import { spawn } from 'node:child_process';

/** A program that signs what it reads. No shell is between. */
export type SigningCommand = { program: string; arguments: readonly string[] };

/** Base64 of 64 bytes is 88 characters. */
const mostAnswered = 1024;
const usualMs = 10_000;

/**
 * Gives the program the bytes on its standard input and takes the signature, 64 bytes in base64, from its standard output.
 * Throws when it fails, says anything else, or takes too long. Whoever asks verifies what was signed.
 */
export function runSigningCommand(
  command: SigningCommand,
  bytes: Uint8Array,
  timeoutMs = usualMs,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const child = spawn(command.program, command.arguments, { stdio: ['pipe', 'pipe', 'ignore'] });
    let answered = '';
    const end = (why: string | null) => {
      clearTimeout(late);
      child.kill('SIGKILL');
      child.stdout.destroy();
      if (why === null) resolve(Uint8Array.from(Buffer.from(answered.trim(), 'base64')));
      else reject(new Error(`LOG_SIGNING_COMMAND ${why}`));
    };
    const late = setTimeout(() => end(`has not answered within ${timeoutMs} ms`), timeoutMs);
    child.once('error', () => end('could not be started'));
    // It may end without reading what it is given.
    child.stdin.on('error', () => {});
    child.stdout.setEncoding('latin1').on('data', (part: string) => {
      answered += part;
      if (answered.length > mostAnswered) end('said more than a signature');
    });
    child.once('close', (code) => {
      if (code !== 0) end(`ended with ${code ?? 'a signal'}`);
      else if (!/^[A-Za-z0-9+/]{86}==$/.test(answered.trim())) end('did not say a signature');
      else end(null);
    });
    child.stdin.end(bytes);
  });
}
