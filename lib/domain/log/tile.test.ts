import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullWidth, isWithin, nodesOfTile, parseTilePath } from './tile';

/** C2SP tlog-tiles, written the other way round: how an index is named. */
function nameOf(index: number): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

const indexes = fc.integer({ min: 0, max: Math.floor(Number.MAX_SAFE_INTEGER / fullWidth) });
const levels = fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const));

describe('the name of a tile', () => {
  it('is read as C2SP tlog-tiles writes it', () => {
    expect(parseTilePath('0/x001/x234/067')).toEqual({ level: 0, index: 1_234_067, width: 256 });
    expect(parseTilePath('1/000.p/17')).toEqual({ level: 1, index: 0, width: 17 });
    expect(parseTilePath('entries/x273/000.p/112')).toEqual({ level: 'entries', index: 273_000, width: 112 });
  });

  it('is read back for every index, level and width', () => {
    fc.assert(
      fc.property(levels, indexes, fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        const partial = width === fullWidth ? '' : `.p/${width}`;
        expect(parseTilePath(`${level}/${nameOf(index)}${partial}`)).toEqual({ level, index, width });
      }),
    );
  });

  it.each([
    '',
    '0',
    '0/0',
    '0/0000',
    '00/000',
    '64/000',
    '-1/000',
    '0/x000/000',
    '0/001/000',
    '0/x001',
    '0/x001/x002',
    '0/000.p/0',
    '0/000.p/01',
    '0/000.p/256',
    '0/000.p/',
    '0/000.p',
    '0/000/',
    '/0/000',
    '0/000\n',
    '0/٠٠٠',
    'Entries/000',
    '0/x999/x999/x999/x999/x999/999',
  ])('is not %j', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it('of any text is one way to say it, or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123x/.pentris'.split('')) }), (path) => {
        const tile = parseTilePath(path);
        if (tile === null) return;
        const partial = tile.width === fullWidth ? '' : `.p/${tile.width}`;
        expect(`${tile.level}/${nameOf(tile.index)}${partial}`).toBe(path);
      }),
    );
  });
});

/** Whether a tree of 70,000 leaves has it. */
function has(path: string): boolean {
  const tile = parseTilePath(path);
  return tile !== null && isWithin(tile, 70_000);
}

describe('a tree', () => {
  it('of 70,000 leaves has the tiles that C2SP tlog-tiles counts', () => {
    expect([has('0/272'), has('0/273'), has('0/273.p/112'), has('0/273.p/113')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([has('1/000'), has('1/001.p/17'), has('1/001.p/18')]).toEqual([true, true, false]);
    expect([has('2/000.p/1'), has('2/000.p/2'), has('3/000.p/1'), has('63/000.p/1')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([has('entries/272'), has('entries/273.p/112'), has('entries/273.p/113')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('keeps each hash of a tile where its last leaf completed it', () => {
    expect(nodesOfTile({ level: 1, index: 2, width: 2 })).toEqual([
      { level: 8, index: 512 },
      { level: 8, index: 513 },
    ]);
  });
});
