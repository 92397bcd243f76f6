'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useEffect, useRef, useState } from 'react';

const inertMs = 500;

type Commit = {
  label: string;
  busyLabel: string;
  className: string;
  enabled: boolean;
  /** Why it is not enabled, when the dialog's body does not say so itself. */
  reason?: string;
  run: () => void;
};

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: React.ReactNode;
  description: React.ReactNode;
  where: React.ReactNode;
  /** `busy`: the request is on its way, or its outcome is being looked up. */
  busy: boolean;
  commit: Commit;
  children: React.ReactNode;
};

/** True from 500 ms after opening: a click meant for the page must not land on the commit button. */
function useArmed(open: boolean): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(open), inertMs);
    return () => {
      clearTimeout(timer);
      setArmed(false);
    };
  }, [open]);
  return armed;
}

/** The frame of both decisions. Focus starts on Keep pending; errors and typed text stay inside. */
export function DecisionDialog({
  open,
  onOpenChange,
  title,
  description,
  where,
  busy,
  commit,
  children,
}: Props) {
  const armed = useArmed(open);
  const keep = useRef<HTMLButtonElement>(null);
  const may = armed && !busy && commit.enabled;
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.repeat) return;
    event.preventDefault();
    if (may) commit.run();
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => (busy ? undefined : onOpenChange(next))}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Viewport className="overlay">
          <AlertDialog.Popup className="dialog" initialFocus={keep} onKeyDown={onKeyDown} aria-busy={busy}>
            <header>
              <AlertDialog.Title>{title}</AlertDialog.Title>
              <AlertDialog.Description className="muted text-13 mt-1">{description}</AlertDialog.Description>
            </header>
            <div className="body">{children}</div>
            <footer>
              <AlertDialog.Close ref={keep} className="btn lg" disabled={busy}>
                Keep pending
              </AlertDialog.Close>
              <span className="row">
                <span className="row where muted text-13">
                  {commit.reason ? <output>{commit.reason}</output> : where}
                </span>
                <button
                  type="button"
                  className={`btn lg ${commit.className}`}
                  disabled={!may}
                  onClick={commit.run}
                  data-commit
                >
                  {busy ? commit.busyLabel : commit.label} <kbd>Ctrl ↵</kbd>
                </button>
              </span>
            </footer>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
