import type { Role } from '../actor';
import { visible } from '../text/visible';

/** Who may apply a draft: not its author where the tenant has anybody else. */
export type MayDecide = {
  /** The first of them by name. */
  people: readonly { name: string; role: Role }[];
  /** How many there are beyond those named. */
  more: number;
  /** Nobody else may, and its author may. */
  authorAlone: boolean;
};

/** How many are named. */
export const mostNamed = 5;

/** One sentence that a proposer and a reviewer read alike. Names are made visible. */
export function mayDecideWords({ people, more, authorAlone }: MayDecide): string {
  if (authorAlone) return 'Only its author may decide it: nobody else here is a reviewer or an admin.';
  if (people.length === 0) {
    return 'Nobody may decide it: nobody here is a reviewer or an admin. Ask whoever runs this installation to invite one.';
  }
  const named = people.map(({ name, role }) => `${visible(name)} (${role})`);
  const all = more === 0 ? named : [...named, `${more} more`];
  const last = all.length > 1 ? ` or ${all.at(-1) ?? ''}` : '';
  return `${all.length > 1 ? all.slice(0, -1).join(', ') : all.join('')}${last} may decide it.`;
}
