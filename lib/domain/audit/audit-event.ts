/** What changed, as a row of the audit events: who did it and when is added where it is committed. */
export type AuditEvent = {
  /** The name of the evidence that the same change leaves, or of an event that leaves none. */
  type: string;
  /** The id of what was changed. */
  subject: string;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
  /** Why, in the person's own words. */
  reason?: string | null;
};
