import type { Stop } from './stop';

/** A stop as it survives JSON. */
export type KeptStop = Omit<Stop, 'engagedAt' | 'released'> & {
  engagedAt: string;
  released: (Omit<NonNullable<Stop['released']>, 'at'> & { at: string }) | null;
};

export const keepStop = (stop: Stop): KeptStop => ({
  ...stop,
  engagedAt: stop.engagedAt.toISOString(),
  released: stop.released && { ...stop.released, at: stop.released.at.toISOString() },
});

export const reviveStop = (kept: KeptStop): Stop => ({
  ...kept,
  engagedAt: new Date(kept.engagedAt),
  released: kept.released && { ...kept.released, at: new Date(kept.released.at) },
});
