'use client';

import { createContext, useContext } from 'react';
import type { Person } from './user-menu';

const PersonContext = createContext<Person | null>(null);

/** The person this page was rendered for. */
export function PersonProvider({ person, children }: { person: Person; children: React.ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>;
}

export const usePerson = (): Person | null => useContext(PersonContext);
