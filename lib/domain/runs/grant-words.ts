import type { Packet } from './packet';

export const grantUnknown =
  'The record of the changes of its key does not reach back to its part in this run.';

/** What the grant is that a packet shows. */
export const grantWords: Readonly<Record<Packet['allowed']['grant'], string>> = {
  throughout: 'By the grant in force then, which did not change in this run.',
  changed: 'By the grant in force then, which changed in this run.',
  unknown: 'By the grant in force then, as far as it is known.',
};

/** The grants of whoever had another one later in the run, or one that is not known; the rest is said in one line of all. */
export const grantLines = (agents: Packet['agents']): string[] =>
  agents.flatMap(({ key_id: key, grants }) => {
    if (grants === null) return [`${key}: ${grantUnknown}`];
    if (grants.length === 1) return [];
    return grants.map(
      ({ from, methods, data_classes: classes }) =>
        `${key} from ${from} on: ${methods.join(', ') || 'no methods'}; ${classes.join(', ') || 'no data classes'}`,
    );
  });
