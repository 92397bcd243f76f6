import { z } from 'zod';

/** RFC 3339, UTC, milliseconds. */
export const timestamp = z.iso.datetime({ precision: 3 });

export const digest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'Must be sha256: and 64 hexadecimal digits.')
  .describe('sha256:<hex> over RFC 8785 bytes');
