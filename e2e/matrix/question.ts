/** What one row of the matrix is asked with. */
export type Question = { method: string; path: string; headers?: Record<string, string>; body?: unknown };
