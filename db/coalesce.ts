type Waiting<Item> = { item: Item; resolve: () => void; reject: (fault: unknown) => void };

/**
 * Writes items that arrive together in one statement per key, at most `mostAtOnce`: what a batch holds waits for it. While one batch of a key is on its way the next ones
 * gather; whoever wrote waits until their own item is durable, and a batch that fails fails for each of them.
 */
export function coalesce<Item>(
  write: (key: string, items: readonly Item[]) => Promise<void>,
  mostAtOnce = 200,
): (key: string, item: Item) => Promise<void> {
  const lanes = new Map<string, Waiting<Item>[]>();

  async function drain(key: string, waiting: Waiting<Item>[]): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostAtOnce);
      try {
        await write(
          key,
          batch.map(({ item }) => item),
        );
        for (const { resolve } of batch) resolve();
      } catch (fault) {
        for (const { reject } of batch) reject(fault);
      }
    }
    // In the same turn as the look at what waits: nobody can join a lane that has ended.
    lanes.delete(key);
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      const lane = lanes.get(key);
      if (lane) {
        lane.push({ item, resolve, reject });
        return;
      }
      const waiting = [{ item, resolve, reject }];
      lanes.set(key, waiting);
      void drain(key, waiting);
    });
}
