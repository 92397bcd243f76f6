/** UNTRUSTED INPUT: an agent chose the id of its run; it stays one part of the path. */
export const runPath = (runId: string): string => `/runs/${encodeURIComponent(runId)}`;

/** Where a call stands among all that came of the same request. */
export const callPath = (correlationId: string, callId: string): string =>
  `/audit/${correlationId}#${callId}`;

/** Where a run is downloaded. */
export const packetPath = (runId: string, format: 'json' | 'md'): string =>
  `/api/v1${runPath(runId)}/packet?format=${format}`;
