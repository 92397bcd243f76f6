/** One plain sentence for whoever watches the terminal. */
export const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/**
 * Ends the process with exit code 1, from inside Next. Next logs what `register` throws several times and goes on
 * listening, so nothing is thrown: the server is asked to stop as a person would ask it, which stops the database too,
 * and until it has, no request gets past this, which never returns.
 */
export async function stopProcess(sentence: string): Promise<never> {
  say(sentence);
  process.once('exit', () => {
    process.exitCode = 1;
  });
  process.kill(process.pid, 'SIGTERM');
  return new Promise<never>(() => {});
}
