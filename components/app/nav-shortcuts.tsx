'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import type { Shortcut } from '../keyboard/shortcut';
import { useShortcuts } from '../keyboard/shortcut-registry';
import { navGroupsOf } from './nav-links';
import { usePerson } from './person-context';

/** `g i`, `g h`, …: one pair of keys for each page of the navigation. */
export function NavShortcuts() {
  const router = useRouter();
  const role = usePerson()?.role;
  const shortcuts = useMemo<readonly Shortcut[]>(
    () =>
      navGroupsOf(role)
        .flatMap((group) => group.links)
        .map((link) => ({
          keys: link.keys,
          label: `Go to ${link.label}`,
          group: 'Everywhere',
          run: () => router.push(link.href),
        })),
    [role, router],
  );
  useShortcuts(shortcuts);
  return null;
}
