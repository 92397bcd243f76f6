export type Shortcut = {
  /** `j`, `?`, or two keys in a row: `g i`. */
  keys: string;
  label: string;
  group: 'Everywhere' | 'Inbox' | 'List' | 'Review';
  run: () => void;
  /** Held down it runs again; only for moving. */
  repeats?: boolean;
};

/** The shortcut that `key` completes after `first`, and what to remember as the first of two keys. */
export function matchShortcut(
  shortcuts: readonly Shortcut[],
  first: string,
  key: string,
): { shortcut: Shortcut | null; pending: string } {
  const find = (keys: string) => shortcuts.find((shortcut) => shortcut.keys === keys);
  const sequence = first ? find(`${first} ${key}`) : undefined;
  if (sequence) return { shortcut: sequence, pending: '' };
  const starts = shortcuts.some((shortcut) => shortcut.keys.startsWith(`${key} `));
  return { shortcut: find(key) ?? null, pending: starts ? key : '' };
}
