'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Menu as MenuIcon } from 'lucide-react';
import { useState } from 'react';
import { Nav } from './nav';
import { usePerson } from './person-context';

/** The same navigation behind a button, below 768 px. */
export function PhoneMenu() {
  const [open, setOpen] = useState(false);
  const person = usePerson();
  if (!person) return null;
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="btn ghost icon only-phone -ml-2" aria-label="Menu">
        <MenuIcon className="ic" aria-hidden="true" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="drawer" aria-label="Menu">
          <Nav person={person} onNavigate={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
