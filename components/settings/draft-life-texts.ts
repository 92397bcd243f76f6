import { type DraftLifeName, draftLifeFields } from '@/lib/domain/draft/draft-life';
import type { DraftLifeSetting } from '@/lib/domain/draft/lifecycle';

/** What stands in the fields, as typed. */
export type DraftLifeTexts = Readonly<Record<keyof DraftLifeSetting, string>>;

export const textsOf = (life: DraftLifeSetting): DraftLifeTexts => ({
  usual: String(life.usual),
  least: String(life.least),
  most: String(life.most),
  retentionDays: String(life.retentionDays),
});

export const sameTexts = (one: DraftLifeTexts, other: DraftLifeTexts): boolean =>
  draftLifeFields.every(({ key }) => one[key].trim() === other[key].trim());

/** Digits as a number; anything else as null, which the server refuses at its field. */
const numberOf = (text: string): number | null => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : null);

export const wantedOf = (texts: DraftLifeTexts): Record<DraftLifeName, number | null> => ({
  ttl_hours: numberOf(texts.usual),
  ttl_min_hours: numberOf(texts.least),
  ttl_max_hours: numberOf(texts.most),
  expired_retention_days: numberOf(texts.retentionDays),
});
