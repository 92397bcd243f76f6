import * as z from 'zod/mini';

/** The counters of a tenant: `version` grows with every change, `pending` is what the badge shows. */
export const Counters = z.object({ version: z.number(), pending: z.number() });
export type Counters = z.infer<typeof Counters>;

export type Connection = 'connecting' | 'live' | 'polling' | 'reconnecting' | 'offline';

/** What every tab knows: the newest counters and how they arrive. */
export type LiveState = { counters: Counters | null; connection: Connection };

export const Message = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('state'),
    state: z.object({
      counters: z.nullable(Counters),
      connection: z.enum(['connecting', 'live', 'polling', 'reconnecting', 'offline']),
    }),
  }),
  z.object({ kind: z.literal('hello') }),
]);
export type Message = z.infer<typeof Message>;
