import type { Findings } from './findings';
import type { Positions } from './verdict';

/** Walks along the positions that a file has to hold, and says which are missing, twice or out of order. */
export class Places {
  private next = 0;
  private readonly expected: Positions;
  private readonly found: Findings;
  private readonly file: string;
  private readonly places: ReadonlyMap<number, number> | null;

  constructor(expected: Positions, found: Findings, file: string) {
    this.expected = expected;
    this.found = found;
    this.file = file;
    this.places = 'from' in expected ? null : new Map(expected.map((position, place) => [position, place]));
  }

  /** The position that comes next; null behind the last. */
  get wanted(): number | null {
    if (this.next >= countOf(this.expected)) return null;
    return 'from' in this.expected ? this.expected.from + this.next : (this.expected[this.next] ?? null);
  }

  arrive(position: number, idOf: () => string): void {
    const place = this.placeOf(position);
    if (place === null || place < this.next) {
      const words = `The record says that it lies at position ${position}, which is not its place in this file.`;
      this.found.add({ code: 'RECORD_OUT_OF_ORDER', position, id: idOf(), file: this.file, words });
      return;
    }
    this.missingUntil(place);
    this.next = place + 1;
  }

  /** Something lies here that cannot be read, and was said so. */
  skip(): void {
    this.next += 1;
  }

  end(): void {
    this.missingUntil(countOf(this.expected));
  }

  private missingUntil(place: number): void {
    const position = this.wanted;
    const missing = place - this.next;
    if (missing <= 0 || position === null) return;
    const words =
      missing === 1
        ? `The record at position ${position} is missing.`
        : `${missing} records are missing, from position ${position} on.`;
    this.found.add({ code: 'RECORD_MISSING', position, file: this.file, words });
  }

  private placeOf(position: number): number | null {
    if (this.places !== null) return this.places.get(position) ?? null;
    const { from, to } = 'from' in this.expected ? this.expected : { from: 0, to: 0 };
    return position >= from && position < to ? position - from : null;
  }
}

export const countOf = (positions: Positions): number =>
  'from' in positions ? positions.to - positions.from : positions.length;
