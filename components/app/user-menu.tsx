'use client';

import { Check, ChevronsUpDown, LogOut } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useId, useRef, useState } from 'react';
import { useListening } from '../ui/use-listening';

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

function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  const name = useId();
  return (
    <fieldset>
      <legend className="menu-label">Theme</legend>
      {themes.map(({ value, label }) => (
        <label key={value} className="menu-item">
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={value}
            checked={value === (theme ?? 'system')}
            onChange={() => setTheme(value)}
          />
          {label}
          <Check className="icon-small end" aria-hidden="true" />
        </label>
      ))}
    </fieldset>
  );
}

/** Who is signed in and where, the colour theme, and the way out. A popover: the browser opens, closes and layers it. */
export function UserMenu({ person }: { person: Person }) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  // The browser opens the menu by itself, before there is anybody to hear a press in it.
  const listening = useListening();
  const onBlur = (event: React.FocusEvent) => {
    const to = event.relatedTarget;
    if (to !== null && !event.currentTarget.contains(to)) menu.current?.hidePopover();
  };
  return (
    <div onBlur={onBlur}>
      <button
        type="button"
        className="tenant"
        popoverTarget={id}
        aria-expanded={open}
        aria-label={`${person.name}, ${person.tenant}, ${person.role}: account menu`}
      >
        <span className="avatar" aria-hidden="true">
          {initials(person.name)}
        </span>
        <span className="flex-1 min-w-0">
          <b>{person.name}</b>
          <span className="muted text-12">
            {person.tenant} · {person.role}
          </span>
        </span>
        <ChevronsUpDown className="icon-small" aria-hidden="true" />
      </button>
      <div
        ref={menu}
        id={id}
        className="menu"
        popover="auto"
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
      >
        <p className="menu-label">{person.email}</p>
        <hr />
        {/* The browser alone knows the theme, so it is not part of the first rendering. */}
        {open ? <ThemeChoice /> : null}
        <hr />
        <button type="button" className="menu-item" disabled={!listening} onClick={() => void leave()}>
          <LogOut className="icon-small" aria-hidden="true" />
          Sign out
        </button>
      </div>
    </div>
  );
}
