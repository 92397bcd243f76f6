/** What a person decided on a draft that they had before them. */
export type Decision = 'apply' | 'discard';

/** Where they had it before them: a page, a terminal, or a program that carries their session over REST. */
export type Surface = 'web' | 'cli' | 'api';
