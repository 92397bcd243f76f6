import { z } from 'zod';
import { type Stop, stopScopes } from '../limits/stop';
import { visible } from '../text/visible';
import { timestamp } from './wire-values';

const who = z.object({ id: z.string(), name: z.string() });

/** One time that something was stopped. */
export const stopWireSchema = z.object({
  id: z.string(),
  scope: z.enum(stopScopes),
  subject: z.string().describe('A key id, a tool or a run; * where the scope says it all'),
  subject_name: z.string().describe('What a person types to resume it'),
  state: z.enum(['stopped', 'released']),
  engaged_by: who,
  engaged_at: timestamp,
  reason: z.string(),
  released: z.object({ by: who, at: timestamp, reason: z.string() }).nullable(),
});
export type StopWire = z.infer<typeof stopWireSchema>;

export const toStopWire = (stop: Stop): StopWire => ({
  id: stop.id,
  scope: stop.scope,
  subject: visible(stop.subject),
  subject_name: visible(stop.subjectName),
  state: stop.released ? 'released' : 'stopped',
  engaged_by: shown(stop.engagedBy),
  engaged_at: stop.engagedAt.toISOString(),
  reason: visible(stop.reason, { multiline: true }),
  released: stop.released && {
    by: shown(stop.released.by),
    at: stop.released.at.toISOString(),
    reason: visible(stop.released.reason, { multiline: true }),
  },
});

const shown = ({ id, name }: Stop['engagedBy']) => ({ id, name: visible(name) });
