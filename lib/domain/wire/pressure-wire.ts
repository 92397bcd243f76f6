import { z } from 'zod';
import type { OtherKey, Pressure } from '../calls/pressure';
import { stillVisible } from '../text/visible';
import { timestamp } from './wire-values';

const orNull = z.string().nullable();

/** Who asked, where it was not the key that proposed. */
const asker = {
  by: orNull.describe('The name of another key that said it is of this run; null for the one that proposed'),
  by_key_id: orNull.describe('The id of that other key: names are not unique'),
  claims_run: z
    .boolean()
    .describe('Another key said that it is of this run, which anyone may: nothing else ties it to the draft'),
};

export const pressureSchema = z
  .object({
    refused: z
      .array(
        z.object({
          asked: z.string().describe('The tool, or the method where none was named'),
          rule: orNull,
          code: orNull,
          count: z.int(),
          first_at: timestamp,
          last_at: timestamp,
          in_run: z.boolean().describe('Of the key that proposed, in the run of the draft'),
          after: z.boolean().describe('After the draft was proposed'),
          this_draft: z.boolean().describe('It tried to apply this very draft'),
          ...asker,
        }),
      )
      .max(20),
    more_refused: z.boolean(),
    calls: z
      .array(
        z.object({
          id: z.string(),
          asked: z.string(),
          outcome: z.enum(['ok', 'denied', 'error', 'timeout']),
          code: orNull,
          at: timestamp,
          ...asker,
        }),
      )
      .max(50),
    more_calls: z.boolean(),
  })
  .nullable()
  .describe(
    'What this agent was refused before and after it proposed, in its run and to its key from 24 hours before until 24 hours after the draft was decided, attempts to apply this draft first, and the calls of its run before it, oldest first. Null for agents, and of a draft that a person made.',
  );
export type PressureWire = z.infer<typeof pressureSchema>;

const toAsker = (by: OtherKey | null) => ({
  by: by && stillVisible(by.name),
  by_key_id: by && by.keyId,
  claims_run: by !== null,
});

export const toPressure = (pressure: Pressure | null): PressureWire =>
  pressure && {
    refused: pressure.refused.map(({ asked, rule, code, count, first, last, inRun, after, onThis, by }) => ({
      asked: stillVisible(asked),
      rule,
      code,
      count,
      first_at: first.toISOString(),
      last_at: last.toISOString(),
      in_run: inRun,
      after,
      this_draft: onThis,
      ...toAsker(by),
    })),
    more_refused: pressure.moreRefused,
    calls: pressure.calls.map(({ id, asked, outcome, code, at, by }) => ({
      id,
      asked: stillVisible(asked),
      outcome,
      code,
      at: at.toISOString(),
      ...toAsker(by),
    })),
    more_calls: pressure.moreCalls,
  };
