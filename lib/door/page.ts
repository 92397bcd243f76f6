import { z } from 'zod';

/** One page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable().describe('null on the last page') });

/** A use case's page in the words of the wire. */
export const toPage = <Item, Wire>(
  { items, nextCursor }: { items: readonly Item[]; nextCursor: string | null },
  toWire: (item: Item) => Wire,
) => ({ items: items.map(toWire), next_cursor: nextCursor });
