/** Whether a text is of printable ASCII, tabs and newlines alone: nothing hides in it, and its letters are plain. */
export const isAscii = (text: string): boolean => /^[\t\n\x20-\x7e]*$/.test(text);
