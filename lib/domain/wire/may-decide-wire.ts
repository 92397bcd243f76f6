import { z } from 'zod';
import { roles } from '../actor';
import { type MayDecide, mayDecideWords } from '../draft/may-decide';
import { visible } from '../text/visible';

/** Who may apply a draft. Told to people only. */
export const mayDecideSchema = z
  .object({
    people: z.array(z.object({ name: z.string(), role: z.enum(roles) })),
    more: z.int().describe('How many there are beyond those named'),
    author_alone: z.boolean().describe('Nobody else may, and its author may'),
    words: z.string(),
  })
  .nullable()
  .describe('Who may apply it; null once it is decided, and for an agent, which is told no names');

export const toMayDecide = (who: MayDecide | null): z.infer<typeof mayDecideSchema> =>
  who && {
    people: who.people.map(({ name, role }) => ({ name: visible(name), role })),
    more: who.more,
    author_alone: who.authorAlone,
    words: mayDecideWords(who),
  };
