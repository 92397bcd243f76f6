export const lights = ['green', 'amber', 'red'] as const;
export type Light = (typeof lights)[number];

export const postureIds = [
  'self_test',
  'stops',
  'paused_keys',
  'keys',
  'key_binding',
  'client_certificates',
  'oauth',
  'surface',
  'limits',
  'call_log',
  'evidence',
] as const;

/** One thing about the boundary, in a sentence, and where to act on it. The id is for programs, and stays. */
export type PostureRow = {
  id: (typeof postureIds)[number];
  what: string;
  light: Light;
  sentence: string;
  href: string | null;
};
