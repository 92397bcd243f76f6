import { z } from 'zod';

const earliest = '1970-01-01T00:00:00Z';
const latest = '2100-01-01T00:00:00Z';

/** UNTRUSTED INPUT: the place after which a page sorted by time begins, as a cursor names it: a time of 1970 to 2099 and an id. */
export const timePlaceSchema = z.tuple([
  z.iso
    .datetime()
    .refine((time) => Date.parse(time) >= Date.parse(earliest) && Date.parse(time) < Date.parse(latest)),
  z.string().regex(/^[0-9A-Za-z_]{1,40}$/),
]);
