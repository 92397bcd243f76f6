import { summaryOf } from '../input-words';
import { type InputIssue, type MovedField, type Refusal, refuse } from '../refusal';
import { type DraftLifeSetting, ttlHours } from './lifecycle';

/** Bounds of how long an expired draft is kept, in days, that no tenant can leave. */
export const retentionDays = { min: 1, max: 3650 } as const;

export type DraftLifeName = 'ttl_hours' | 'ttl_min_hours' | 'ttl_max_hours' | 'expired_retention_days';

/** One number that an admin sets. `name` is the field of the interface, and the path of what is wrong with it. */
type DraftLifeField = {
  key: keyof DraftLifeSetting;
  name: DraftLifeName;
  label: string;
  unit: 'hours' | 'days';
  bounds: { min: number; max: number };
  means: string;
};

export const draftLifeFields = [
  {
    key: 'usual',
    name: 'ttl_hours',
    label: 'Usual life',
    unit: 'hours',
    bounds: ttlHours,
    means: 'How long a draft waits for a decision when its proposer asks for nothing else.',
  },
  {
    key: 'least',
    name: 'ttl_min_hours',
    label: 'Shortest life',
    unit: 'hours',
    bounds: ttlHours,
    means: 'The least that a proposer may ask for.',
  },
  {
    key: 'most',
    name: 'ttl_max_hours',
    label: 'Longest life',
    unit: 'hours',
    bounds: ttlHours,
    means: 'The most that a proposer may ask for.',
  },
  {
    key: 'retentionDays',
    name: 'expired_retention_days',
    label: 'Kept after expiry',
    unit: 'days',
    bounds: retentionDays,
    means:
      'How long an expired draft, old or new, can be read and restored before it is cleared away. Its evidence stays.',
  },
] as const satisfies readonly DraftLifeField[];

/** Why these numbers do not go together, or null. Each is within its own bounds already. */
export function lifeConflict({ usual, least, most }: DraftLifeSetting): Refusal | null {
  const issue = conflictOf(usual, least, most);
  if (issue === null) return null;
  const issues = [issue];
  return refuse('VALIDATION_FAILED', `The input is not valid. ${summaryOf(issues)}`, { issues }).refusal;
}

function conflictOf(usual: number, least: number, most: number): InputIssue | null {
  if (least > most) {
    return {
      path: 'ttl_max_hours',
      code: 'too_small',
      message: `Must be at least the shortest life, ${least}.`,
    };
  }
  if (usual >= least && usual <= most) return null;
  return {
    path: 'ttl_hours',
    code: usual < least ? 'too_small' : 'too_big',
    message: `Must be from ${least} to ${most}, the shortest and the longest life.`,
  };
}

/** What a person knows once they have read what moved. */
export const lifeAfter = (seen: DraftLifeSetting, moved: readonly MovedField[]): DraftLifeSetting =>
  fromDraftLifeWire({
    ...toDraftLifeWire(seen),
    ...Object.fromEntries(moved.map(({ field, live }) => [field, Number(live)])),
  });

/** The numbers that are not what somebody saw, with what they are now. */
export const lifeMoved = (seen: DraftLifeSetting, live: DraftLifeSetting): MovedField[] =>
  draftLifeFields
    .filter(({ key }) => seen[key] !== live[key])
    .map(({ key, name, label }) => ({
      field: name,
      label,
      base: String(seen[key]),
      live: String(live[key]),
    }));

export type DraftLifeWire = Record<DraftLifeName, number>;

/** As the interface spells it. */
export const toDraftLifeWire = ({
  usual,
  least,
  most,
  retentionDays: days,
}: DraftLifeSetting): DraftLifeWire => ({
  ttl_hours: usual,
  ttl_min_hours: least,
  ttl_max_hours: most,
  expired_retention_days: days,
});

export const fromDraftLifeWire = (wire: DraftLifeWire): DraftLifeSetting => ({
  usual: wire.ttl_hours,
  least: wire.ttl_min_hours,
  most: wire.ttl_max_hours,
  retentionDays: wire.expired_retention_days,
});
