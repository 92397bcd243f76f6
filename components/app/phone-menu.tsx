'use client';

import { Menu as MenuIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Nav } from './nav';
import { usePerson } from './person-context';
import type { Person } from './user-menu';

/** The browser's own modal dialog: it keeps focus inside, closes on Escape and gives focus back. */
function Drawer({ person, onClosed }: { person: Person; onClosed: () => void }) {
  const drawer = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = drawer.current;
    // The navigation fills the drawer: what is pressed on the dialog itself is its backdrop.
    const onPress = (event: MouseEvent) => {
      if (event.target === element) element?.close();
    };
    element?.showModal();
    element?.addEventListener('click', onPress);
    return () => element?.removeEventListener('click', onPress);
  }, []);
  return (
    <dialog ref={drawer} className="drawer" aria-label="Menu" onClose={onClosed}>
      <Nav person={person} onNavigate={() => drawer.current?.close()} />
    </dialog>
  );
}

/** The same navigation behind a button, below 768 px. */
export function PhoneMenu() {
  const [open, setOpen] = useState(false);
  const person = usePerson();
  if (!person) return null;
  return (
    <>
      <button
        type="button"
        className="btn ghost square only-phone -ml-2"
        aria-label="Menu"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <MenuIcon className="icon" aria-hidden="true" />
      </button>
      {open ? <Drawer person={person} onClosed={() => setOpen(false)} /> : null}
    </>
  );
}
