import { visible } from '../text/visible';

/** A key in a word: names are not unique, and its replacement has the same one. */
export const keyNamed = (name: string, id: string): string => `${visible(name)} (${id.slice(-4)})`;
