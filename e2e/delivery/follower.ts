import { z } from 'zod';

const listSchema = z.object({
  items: z.array(z.object({ id: z.string(), version: z.int(), digest: z.string() })),
  next_cursor: z.string().nullable(),
  since: z.string(),
});
const changesSchema = z.object({
  items: z.array(
    z.object({ id: z.string(), version: z.int(), digest: z.string().nullable(), operation: z.string() }),
  ),
  next: z.string(),
  has_more: z.boolean(),
});

/** A platform that keeps a copy of what is live: a first full copy, then the feed. What breaks, it asks again. */
export class Follower {
  readonly state = new Map<string, string>();
  /** How often it had to ask again because nobody answered. */
  outages = 0;
  #since = '';
  #stopped = false;
  readonly #url: string;
  readonly #token: string;

  constructor(base: string, token: string) {
    this.#url = `${base}/api/v1/endpoints`;
    this.#token = token;
  }

  async copy(): Promise<void> {
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = listSchema.parse(await this.#get(`limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`));
      for (const { id, version, digest } of page.items) this.state.set(id, `${version} ${digest}`);
      this.#since ||= page.since;
      cursor = page.next_cursor;
    }
  }

  async follow(): Promise<void> {
    for (;;) {
      const { items, next, has_more: more } = await this.#changes();
      for (const { id, version, digest, operation } of items) {
        if (operation === 'delete') this.state.delete(id);
        else this.state.set(id, `${version} ${digest}`);
      }
      this.#since = next;
      if (this.#stopped && items.length === 0 && !more) return;
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #changes(): Promise<z.infer<typeof changesSchema>> {
    for (;;) {
      const answer = await this.#get(`since=${this.#since}&limit=3&wait_seconds=5`).catch(() => null);
      if (answer !== null) return changesSchema.parse(answer);
      this.outages += 1;
      await new Promise((settle) => setTimeout(settle, 250));
    }
  }

  async #get(query: string): Promise<unknown> {
    const answer = await fetch(`${this.#url}?${query}`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
