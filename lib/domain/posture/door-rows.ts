import type { PostureRow } from './posture-row';

/** What stands at the doors of agents, beside their keys. */
export type DoorFacts = {
  /** Null where there is no authorization server; `grants` are those in use in this tenant. */
  oauth: { host: string; grants: number } | null;
  surface: { hash: string; pinned: number; pinnedToAnother: number };
  /** The most that any key in use may do; null where none is. */
  limits: { perMinute: number; pending: number; refusals: number } | null;
};

export const oauthRow = ({ oauth }: DoorFacts): PostureRow => ({
  id: 'oauth',
  what: 'OAuth',
  href: oauth === null ? null : '/agents',
  light: 'green',
  sentence:
    oauth === null
      ? 'Off: agents hold keys that people issued.'
      : `On at ${oauth.host}: ${oauth.grants} granted by people ${oauth.grants === 1 ? 'is' : 'are'} in use.`,
});

export function surfaceRow({ surface: { hash, pinned, pinnedToAnother } }: DoorFacts): PostureRow {
  const row = { id: 'surface', what: 'Tool surface', href: '/agents' } as const;
  const published = `Hosts pin ${hash}.`;
  if (pinnedToAnother > 0) {
    const keys = pinnedToAnother === 1 ? '1 key is' : `${pinnedToAnother} keys are`;
    return {
      ...row,
      light: 'amber',
      sentence: `${keys} pinned to another surface and refused. ${published}`,
    };
  }
  return { ...row, light: 'green', sentence: `${published} Keys pinned to it: ${pinned}.` };
}

export const limitsRow = ({ limits }: DoorFacts): PostureRow => ({
  id: 'limits',
  what: 'Limits',
  href: '/agents',
  light: 'green',
  sentence:
    limits === null
      ? 'No key is in use.'
      : `No key may ask more than ${limits.perMinute} times a minute, or have more than ${limits.pending} drafts waiting. Each is paused by the time its refusals weigh ${limits.refusals} in a minute.`,
});
