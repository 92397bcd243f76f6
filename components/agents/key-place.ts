import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server';

const place = { cursor: parseAsString, selftest: parseAsStringLiteral(['shown']) };

/** Where in the list of keys, as the address says it. */
export const loadKeyPlace = createLoader(place);
export const writeKeyPlace = createSerializer(place);
