import { visible } from '../text/visible';

/** What tells one key from another of the same name. */
export const keyTail = (id: string): string => id.slice(-4);

/** A key in a word: names are not unique, and its replacement has the same one. */
export const keyNamed = (name: string, id: string): string => `${visible(name)} (${keyTail(id)})`;
