'use client';

import { Menu } from '@base-ui/react/menu';
import { Check, ChevronsUpDown, LogOut } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRef } from 'react';

export type Person = { userId: string; name: string; email: string; role: string; tenant: string };

const themes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'Same as the system' },
] as const;

const initials = (name: string) =>
  name
    .split(/[\s._-]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');

/** Leaves no page state of the person behind: the document loads anew. */
async function leave() {
  // Fetched when wanted: no page needs it before.
  const { signOut } = await import('next-auth/react');
  await signOut({ redirect: false });
  window.location.assign('/sign-in');
}

function ThemeItems() {
  const { theme, setTheme } = useTheme();
  return (
    <Menu.RadioGroup value={theme ?? 'system'} onValueChange={(value: string) => setTheme(value)}>
      {themes.map(({ value, label }) => (
        <Menu.RadioItem key={value} value={value} className="menu-item" closeOnClick={false}>
          {label}
          <Menu.RadioItemIndicator className="end">
            <Check className="ic-14" aria-hidden="true" />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

/** Who is signed in and where, the colour theme, and the way out. */
export function UserMenu({ person }: { person: Person }) {
  // Inside the navigation landmark, where its button is.
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place}>
      <Menu.Root>
        <Menu.Trigger
          className="tenant"
          aria-label={`${person.name}, ${person.tenant}, ${person.role}: account menu`}
        >
          <span className="avatar" aria-hidden="true">
            {initials(person.name)}
          </span>
          <span className="flex-1 min-w-0">
            <b>{person.name}</b>
            <span className="muted small">
              {person.tenant} · {person.role}
            </span>
          </span>
          <ChevronsUpDown className="ic-14" aria-hidden="true" />
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner className="menu-layer" side="top" align="start" sideOffset={8}>
            <Menu.Popup className="menu">
              <p className="menu-label">{person.email}</p>
              <hr />
              <p className="menu-label">Theme</p>
              <ThemeItems />
              <hr />
              <Menu.Item className="menu-item" onClick={() => void leave()}>
                <LogOut className="ic-14" aria-hidden="true" />
                Sign out
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}
