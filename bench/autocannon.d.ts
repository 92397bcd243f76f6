/** The part of autocannon 9 that the benchmark uses; the package brings no types. */
declare module 'autocannon' {
  export type Options = {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    /** An answer that it turns down is counted as a mismatch. */
    verifyBody?: (body: string) => boolean;
    requests: {
      method: 'GET' | 'POST';
      path: string;
      headers: Record<string, string>;
      body?: string;
      setupRequest?: <R extends { body?: string }>(request: R) => R;
    }[];
  };
  export type Result = {
    duration: number;
    errors: number;
    mismatches: number;
    latency: { p50: number; p99: number };
    statusCodeStats: Record<string, { count: number }>;
  };
  export default function autocannon(options: Options): Promise<Result>;
}
