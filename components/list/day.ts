import { createParser } from 'nuqs/server';

const dayForm = /^(?:19[7-9]|20[0-8])\d-\d\d-\d\d$/;

/** The calendar moves a day that it does not have to one that it has. */
function isDay(said: string): boolean {
  const at = Date.parse(said);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(said);
}

/** A day of the calendar in UTC, in an address. */
export const parseAsDay = createParser({
  parse: (said) => (dayForm.test(said) && isDay(said) ? said : null),
  serialize: String,
});

const dayMs = 86_400_000;

/** The first moment of a day. */
export const startOfDay = (day: string): string => new Date(Date.parse(day)).toISOString();

/** The first moment after a day. */
export const endOfDay = (day: string): string => new Date(Date.parse(day) + dayMs).toISOString();
