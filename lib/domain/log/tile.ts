import type { Node } from './stored-node';

/** C2SP tlog-tiles: so many hashes of one level of the tree, or, at the level `entries`, so many entries. */
export type Tile = {
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 256; 256 for a full tile. */
  readonly width: number;
};

export const fullWidth = 256;
const heightOfTile = 8;
const highestLevel = 63;

/** `<L>/<N>[.p/<W>]`, where `<N>` is groups of three digits, all but the last behind an x. */
const form = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5})(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads what stands behind `tile/` in an address; null unless it is the one way to name a tile. */
export function parseTilePath(path: string): Tile | null {
  const [, levelText, groups, last, widthText] = form.exec(path) ?? [];
  if (levelText === undefined || groups === undefined || groups.startsWith('x000')) return null;
  const level = levelText === 'entries' ? ('entries' as const) : Number(levelText);
  const index = Number(`${groups.replaceAll(/[x/]/g, '')}${last}`);
  const tile = { level, index, width: Number(widthText ?? fullWidth) };
  return isTile(tile) && widthText !== String(fullWidth) ? tile : null;
}

const isTile = ({ level, index, width }: Tile): boolean =>
  (level === 'entries' || level <= highestLevel) &&
  Number.isSafeInteger(index * fullWidth) &&
  width <= fullWidth;

/** Whether a tree of so many leaves has this tile whole: a hash of level L stands for 256**L leaves. */
export function isWithin({ level, index, width }: Tile, size: number): boolean {
  const hashes = Math.floor(size / fullWidth ** (level === 'entries' ? 0 : level));
  return index * fullWidth + width <= hashes;
}

/** The subtrees whose roots are the hashes of a tile, in their order. */
export const nodesOfTile = (tile: Tile & { level: number }): Node[] =>
  Array.from({ length: tile.width }, (_, at) => ({
    level: tile.level * heightOfTile,
    index: tile.index * fullWidth + at,
  }));
