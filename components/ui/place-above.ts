const gap = 6;
const margin = 8;

type Box = { top: number; bottom: number; left: number; width: number };
type Size = { width: number; height: number };

/** Where a layer goes: centred above its anchor, below it where there is no room, never over the window's edge. */
export function above(anchor: Box, layer: Size, windowWidth: number): { left: number; top: number } {
  const centred = anchor.left + (anchor.width - layer.width) / 2;
  const left = Math.max(margin, Math.min(centred, windowWidth - layer.width - margin));
  const over = anchor.top - gap - layer.height;
  return { left, top: over < margin ? anchor.bottom + gap : over };
}

/** Puts a shown layer there, through the object model, which the content policy allows. */
export function placeAbove(layer: HTMLElement, anchor: HTMLElement): void {
  const { left, top } = above(
    anchor.getBoundingClientRect(),
    layer.getBoundingClientRect(),
    document.documentElement.clientWidth,
  );
  layer.style.left = `${left}px`;
  layer.style.top = `${top}px`;
}
