'use client';

import { Dialog } from '@base-ui/react/dialog';
import { CircleHelp } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Shortcut } from './shortcut';
import { useShortcutList, useShortcuts } from './shortcut-registry';
import { setSingleKeys, singleKeysOn } from './single-keys';

const groups: readonly Shortcut['group'][] = ['Everywhere', 'Inbox', 'List', 'Review'];

const shown = (key: string) => {
  if (key.length > 1) return key;
  return key === key.toLowerCase() ? key.toUpperCase() : `⇧ ${key}`;
};

function Keys({ keys }: { keys: string }) {
  return (
    <dd className="row">
      {keys.split(' ').map((key) => (
        <kbd key={key}>{shown(key)}</kbd>
      ))}
    </dd>
  );
}

function Group({ name, shortcuts }: { name: string; shortcuts: readonly Shortcut[] }) {
  if (shortcuts.length === 0) return null;
  return (
    <section>
      <h3>{name}</h3>
      <dl>
        {shortcuts.map((shortcut) => (
          <div key={shortcut.keys} className="contents">
            <dt>{shortcut.label}</dt>
            <Keys keys={shortcut.keys} />
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The `?` sheet, made from what is registered on this page. */
export function ShortcutSheet() {
  const [open, setOpen] = useState(false);
  const cameFrom = useRef<Element | null>(null);
  const list = useShortcutList();
  const byKey = useCallback(() => {
    cameFrom.current = document.activeElement;
    setOpen(true);
  }, []);
  const onOpenChange = (next: boolean) => {
    if (next) cameFrom.current = null;
    setOpen(next);
  };
  const finalFocus = () => {
    const from = cameFrom.current;
    if (from === null) return true;
    return from instanceof HTMLElement && from !== document.body ? from : false;
  };
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [{ keys: '?', label: 'This sheet', group: 'Everywhere', run: byKey }],
    [byKey],
  );
  useShortcuts(shortcuts);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Trigger className="btn ghost square sm only-wide" aria-label="Keyboard shortcuts">
        <CircleHelp className="icon" aria-hidden="true" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Viewport className="overlay">
          <Dialog.Popup className="dialog wide" finalFocus={finalFocus}>
            <header>
              <Dialog.Title>Keyboard shortcuts</Dialog.Title>
            </header>
            <div className="body">
              <div className="keys-list">
                {groups.map((name) => (
                  <Group key={name} name={name} shortcuts={list().filter((one) => one.group === name)} />
                ))}
              </div>
              <SingleKeySwitch />
            </div>
            <footer>
              <Dialog.Close className="btn">Close</Dialog.Close>
            </footer>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function SingleKeySwitch() {
  const [on, setOn] = useState(singleKeysOn);
  const change = (next: boolean) => {
    setSingleKeys(next);
    setOn(next);
  };
  return (
    <label className="row text-13">
      <input
        type="checkbox"
        className="check"
        checked={on}
        onChange={(event) => change(event.target.checked)}
      />
      Single keys work on this device
    </label>
  );
}
