/**
 * Stands for refractor/core in the browser (`next.config.mjs`): the diff viewer imports it for `highlightLanguage`, which
 * we never set. It knows no language, and the viewer draws plain text for a language that is not known.
 */
export const refractor = {
  registered: () => false,
  register: () => undefined,
};
