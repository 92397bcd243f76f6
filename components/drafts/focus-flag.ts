/** Moves focus to the flag after or before the focused one, round the list. */
export function focusFlag(step: 1 | -1): void {
  const flags = [...document.querySelectorAll<HTMLElement>('.flag')];
  if (flags.length === 0) return;
  const current = flags.findIndex((flag) => flag.contains(document.activeElement));
  const start = current === -1 && step === -1 ? 0 : current;
  const next = flags[(start + step + flags.length) % flags.length];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'center' });
}
