/** The published version of the schema that we write: ocsf-schema v1.9.0 of 3 August 2026. */
export const ocsfVersion = '1.9.0';

export const ocsfSeverities = { 1: 'Informational', 2: 'Low', 3: 'Medium', 4: 'High' } as const;

/** Of class 6003, API Activity. */
export const ocsfActivities = { 1: 'Create', 2: 'Read', 3: 'Update', 4: 'Delete', 99: 'Other' } as const;

export const sha256Fingerprint = (value: string) => ({ algorithm: 'SHA-256', algorithm_id: 3, value });

/** What is said, without what is not. */
export const given = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
