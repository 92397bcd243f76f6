import { z } from 'zod';
import type { PausedKey } from '../limits/paused-key';
import { lights, type PostureRow, postureIds } from '../posture/posture-row';
import type { BoundaryAlarm } from '../selftest/alarm';
import { timestamp } from './wire-values';

const postureRowWireSchema = z.object({
  id: z.enum(postureIds).describe('Which thing it is about; it stays'),
  what: z.string(),
  light: z.enum(lights).describe('green: good. amber: somebody should look. red: somebody has to act'),
  sentence: z.string(),
  href: z.string().nullable().describe('The page on which to act'),
});

export const safetyWireSchema = z.object({
  posture: z.array(postureRowWireSchema),
  alarm: z
    .object({
      kind: z.enum(['got_through', 'not_tested']),
      attempts: z.int().nullable().describe('How many attempts to apply got through'),
      at: timestamp,
    })
    .nullable()
    .describe('What the last self-test gives cause to say, until one passes'),
});
export type SafetyWire = z.infer<typeof safetyWireSchema>;

export const toSafetyWire = (posture: readonly PostureRow[], alarm: BoundaryAlarm | null): SafetyWire => ({
  posture: [...posture],
  alarm: alarm && {
    kind: alarm.kind,
    attempts: alarm.kind === 'got_through' ? alarm.attempts : null,
    at: alarm.at.toISOString(),
  },
});

/** A key that is let in no more for a while. */
export const circuitWireSchema = z.object({
  key_id: z.string(),
  key_name: z.string(),
  state: z.enum(['open', 'half_open']).describe('half_open: the next request decides'),
  until: timestamp.describe('When a request is let in to see'),
});

export const toCircuitWire = ({
  keyId,
  keyName,
  state,
  until,
}: PausedKey): z.infer<typeof circuitWireSchema> => ({
  key_id: keyId,
  key_name: keyName,
  state,
  until: until.toISOString(),
});
