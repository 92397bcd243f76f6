import { z } from 'zod';
import type { Pressure } from '../calls/pressure';
import { stillVisible } from '../text/visible';
import { timestamp } from './wire-values';

const orNull = z.string().nullable();

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
          in_run: z.boolean(),
          after: z.boolean().describe('After the draft was proposed'),
          this_draft: z.boolean().describe('It tried to apply this very draft'),
          by: orNull.describe('Another agent of the same run; null for the one that proposed'),
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
          by: orNull,
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

const shown = (text: string | null): string | null => (text === null ? null : stillVisible(text));

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
      by: shown(by),
    })),
    more_refused: pressure.moreRefused,
    calls: pressure.calls.map(({ id, asked, outcome, code, at, by }) => ({
      id,
      asked: stillVisible(asked),
      outcome,
      code,
      at: at.toISOString(),
      by: shown(by),
    })),
    more_calls: pressure.moreCalls,
  };
