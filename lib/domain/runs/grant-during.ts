import { z } from 'zod';
import { digestOf } from '../evidence/digest';
import { valueAt } from '../json/read-value';
import { type Scope, scopes } from '../keys/scope';
import { type DataClass, dataClasses } from '../policy/data-class';

/** Of what a key allows, that which decides what it sees. */
export type Granted = {
  scopes: readonly Scope[];
  allowed_tools: readonly string[] | null;
  data_classes: readonly DataClass[];
};

/** An audit event about a key: every revision of it but the first leaves one, and the latter two hold what was and what is. */
export type KeyEvent = { key_id: string; type: string; at: Date; before: unknown; after: unknown };

/** What a key granted from a moment on. */
export type GrantFrom = { from: Date; granted: Granted };

type Key = Granted & { id: string; revision: number };

const grantedSchema: z.ZodType<Granted> = z.object({
  scopes: z.array(z.enum(scopes)),
  allowed_tools: z.array(z.string()).nullable(),
  data_classes: z.array(z.enum(dataClasses)),
});

/**
 * What a key granted while it took part in a run, oldest first: from what it grants now back through its changes, revision by
 * revision. Null where one of them is not on record, or does not lead to the next: what holds now is then no answer.
 */
export function grantDuring(
  key: Key,
  events: readonly KeyEvent[],
  { first_at: first, last_at: last }: { first_at: Date; last_at: Date },
): GrantFrom[] | null {
  const own = events.filter(({ key_id: id }) => id === key.id);
  const during: GrantFrom[] = [];
  let granted: Granted = pick(key);
  for (let { revision } = key; revision > 1; revision -= 1) {
    const event = own.find(({ after }) => valueAt(after, 'revision') === revision);
    if (event === undefined) return null;
    if (event.at <= first) break;
    if (event.type !== 'key_changed') continue;
    const was = beforeOf(event, granted);
    if (was === null) return null;
    if (event.at <= last && !same(was, granted)) during.unshift({ from: event.at, granted });
    granted = was;
  }
  return [{ from: first, granted }, ...during];
}

/** What a change was made of, where it says so and what it was made to is what came after it. */
function beforeOf({ before, after }: KeyEvent, then: Granted): Granted | null {
  const [was, is] = [before, after].map((side) => grantedSchema.safeParse(valueAt(side, 'terms')));
  if (!was?.success || !is?.success) return null;
  return same(is.data, then) ? was.data : null;
}

const same = (one: Granted, other: Granted): boolean => digestOf(one) === digestOf(other);

const pick = ({ scopes: opened, allowed_tools, data_classes }: Granted): Granted => ({
  scopes: opened,
  allowed_tools,
  data_classes,
});
