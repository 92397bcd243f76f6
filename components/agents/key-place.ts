import { createLoader, createSerializer, parseAsString } from 'nuqs/server';

const place = { cursor: parseAsString };

/** Where in the list of keys, as the address says it. */
export const loadKeyPlace = createLoader(place);
export const writeKeyPlace = createSerializer(place);
