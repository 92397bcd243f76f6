import { customType, timestamp } from 'drizzle-orm/pg-core';

/** A moment with milliseconds, as a Date. */
export const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
