// Unicode's blocks of letters that run from right to left (UAX #44, default values of Bidi_Class R and AL). Between two of
// them digits and signs change places on the screen.
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Whether a text holds letters that are read from right to left. */
export const hasRightToLeft = (text: string): boolean => rightToLeft.test(text);
