'use client';

import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { placeAbove } from './place-above';

const openMs = 200;
/** Long enough to carry the pointer over the gap onto the text (WCAG 1.4.13). */
const closeMs = 200;

type LayerProps = {
  id: string;
  anchor: React.RefObject<HTMLElement | null>;
  onDismiss: () => void;
  children: React.ReactNode;
};

/** A popover, so that no table or panel cuts it off. */
function Layer({ id, anchor, onDismiss, children }: LayerProps) {
  const layer = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      if (layer.current !== null && anchor.current !== null) placeAbove(layer.current, anchor.current);
    };
    layer.current?.showPopover();
    place();
    window.addEventListener('scroll', place, { capture: true, passive: true });
    return () => window.removeEventListener('scroll', place, { capture: true });
  }, [anchor]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onDismiss();
    };
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && anchor.current?.parentElement?.contains(event.target)) return;
      onDismiss();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointerdown', onPress);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', onPress);
    };
  }, [anchor, onDismiss]);
  return (
    <span ref={layer} id={id} role="tooltip" popover="manual" className="tip">
      {children}
    </span>
  );
}

/** Whether it is open, opened and closed at once or after a moment. */
function useDelayed(): [boolean, (open: boolean, ms: number) => void] {
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [set] = useState(() => (next: boolean, ms: number) => {
    clearTimeout(timer.current);
    if (ms === 0) setOpen(next);
    else timer.current = setTimeout(() => setOpen(next), ms);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return [open, set];
}

type Props = { text: string; className: string; children: React.ReactNode };

/** What it stands on says more when it is hovered, focused by key or tapped. Escape takes it away. */
export function Tip({ text, className, children }: Props) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, set] = useDelayed();
  const [dismiss] = useState(() => () => set(false, 0));
  const hover = (next: boolean, ms: number) => (event: React.PointerEvent) => {
    if (event.pointerType !== 'touch') set(next, ms);
  };
  return (
    <span onPointerEnter={hover(true, openMs)} onPointerLeave={hover(false, closeMs)}>
      <button
        ref={anchor}
        type="button"
        className={className}
        aria-describedby={open ? id : undefined}
        onClick={() => set(true, 0)}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible')) set(true, 0);
        }}
        onBlur={dismiss}
      >
        {children}
      </button>
      {open ? (
        <Layer id={id} anchor={anchor} onDismiss={dismiss}>
          {text}
        </Layer>
      ) : null}
    </span>
  );
}
