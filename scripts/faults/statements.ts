import { type Message, textsOf } from './messages';

/** Where a message of a client stands: in which statement, and whether it ends it. Null between statements. */
export type Place = { sql: string; begins: boolean; ends: boolean } | null;

/**
 * Follows what a client says, message by message. A statement begins with Parse, or with Bind where it was parsed before,
 * and ends with Sync; or it is a simple query. What lies between belongs to it, however many flights it takes.
 */
export function statementFollower(): (message: Message) => Place {
  const parsed = new Map<string, string>();
  let open: string | null = null;
  return (message) => {
    const [first = '', second = ''] = textsOf(message);
    switch (message.letter) {
      case 'Q':
        return { sql: first, begins: true, ends: true };
      case 'P':
        parsed.set(first, second);
        return begin(second);
      case 'B':
        return begin(parsed.get(second) ?? '');
      case 'S':
        return end();
      default:
        return open === null ? null : { sql: open, begins: false, ends: false };
    }
  };

  function begin(sql: string): Place {
    const begins = open === null;
    open ??= sql;
    return { sql: open, begins, ends: false };
  }

  function end(): Place {
    const sql = open;
    open = null;
    return sql === null ? null : { sql, begins: false, ends: true };
  }
}
