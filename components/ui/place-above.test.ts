import { describe, expect, it } from 'vitest';
import { above } from './place-above';

const layer = { width: 100, height: 20 };
const anchor = (left: number, top: number) => ({ left, top, bottom: top + 16, width: 40 });

describe('above', () => {
  it('centres the layer over its anchor', () => {
    expect(above(anchor(200, 300), layer, 800)).toEqual({ left: 170, top: 274 });
  });

  it('goes below where there is no room above', () => {
    expect(above(anchor(200, 10), layer, 800).top).toBe(32);
  });

  it('stays inside the window on either side', () => {
    expect(above(anchor(0, 300), layer, 800).left).toBe(8);
    expect(above(anchor(780, 300), layer, 800).left).toBe(692);
  });

  it('keeps its beginning in a window that is too narrow', () => {
    expect(above(anchor(0, 300), layer, 90).left).toBe(8);
  });
});
