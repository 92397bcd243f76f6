/** A use case's page in the words of the wire. */
export const toPage = <Item, Wire>(
  { items, nextCursor }: { items: readonly Item[]; nextCursor: string | null },
  toWire: (item: Item) => Wire,
) => ({ items: items.map(toWire), next_cursor: nextCursor });
