/** What a process knows of the leaves of a log: up to where all of them give the signed root, or what does not hold. */
export type AuditedLog =
  | { verifiedTo: number; at: Date }
  | { broken: { code: string; message: string; since: Date } };

declare global {
  /** Next bundles the walk and the page apart. */
  var countersignAuditedLogs: Map<string, AuditedLog> | undefined;
}

/** By whose log it is. */
export function auditedLogs(): Map<string, AuditedLog> {
  globalThis.countersignAuditedLogs ??= new Map();
  return globalThis.countersignAuditedLogs;
}
