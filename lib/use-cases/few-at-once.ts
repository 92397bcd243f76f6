/** Lets so many run at once; the others wait, and the one that has waited longest is next. */
export function fewAtOnce(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function run<T>(act: () => Promise<T>): Promise<T> {
    if (running >= most) {
      await new Promise<void>((go) => {
        waiting.push(go);
      });
    } else running += 1;
    try {
      return await act();
    } finally {
      // The place goes to who waits longest; nobody can come between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return { run, waiting: () => waiting.length };
}
