/** One measured number beside what it is compared with. */
export type Figure = {
  name: string;
  /** What the number is, with its unit. */
  unit: string;
  value: number;
  /** Null where there is nothing to fall short of. */
  bound: { atLeast: number } | { atMost: number } | null;
  /** What the number was made from, for the reader of the table and of the file. */
  parts: Record<string, number | string>;
};

/** False only when there is a bound and the value is beyond it. */
export function isMet({ value, bound }: Figure): boolean {
  if (bound === null) return true;
  if (!Number.isFinite(value)) return false;
  return 'atLeast' in bound ? value >= bound.atLeast : value <= bound.atMost;
}

/** The middle of the numbers, or the mean of the two in the middle. NaN for none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

/** The smallest of the numbers that at least this share of them does not exceed. NaN for none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
