const unused = (): never => {
  throw new Error('The diff viewer is given text only, so it reads and writes no YAML');
};

/** Stands for js-yaml in the browser (`next.config.mjs`): the diff viewer imports it and we never use it. */
export { unused as dump, unused as load };
