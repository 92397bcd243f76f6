import { checkRecord, type LogRecord } from './check-record';
import type { Findings } from './findings';
import { Places } from './places';
import { exactRecord, readLine } from './read-line';
import type { Positions } from './verdict';

/** How many records are hashed at once. */
const chunk = 1024;
const lineEnd = 0x0a;

type Lines = {
  /** `evidence.ndjson`, from outside. */
  bytes: Uint8Array;
  file: string;
  /** Which positions it has to hold. */
  expected: Positions;
  tenant: string;
};

/**
 * The records of a bundle. Each line must be what its entry says, and the lines must be those of the expected positions in
 * their order: none missing, none twice, none besides.
 */
export async function checkLines(
  { bytes, file, expected, tenant }: Lines,
  found: Findings,
  onLines: (count: number) => void,
): Promise<LogRecord[]> {
  const lines = linesIn(bytes);
  if (lines === null) {
    found.add({ code: 'LINE_INVALID', file, words: 'The last line of the records has no end.' });
    return [];
  }
  const places = new Places(expected, found, file);
  const records: LogRecord[] = [];
  for (let from = 0; from < lines.length; from += chunk) {
    const part = lines.slice(from, from + chunk);
    const exact = await Promise.all(part.map((line) => exactRecord(line, tenant)));
    for (const [nth, line] of part.entries()) {
      const record = exact[nth] ?? (await checkLine(line, from + nth));
      if (record === null) continue;
      places.arrive(record.position, record.entry.id);
      records.push(record);
    }
    onLines(part.length);
  }
  places.end();
  return records;

  async function checkLine(line: Uint8Array, nth: number): Promise<LogRecord | null> {
    const said = readLine(line);
    const before = found.count;
    const record = said && (await checkRecord(said, { tenant, file }, found));
    // What is not exactly the line of its entry never passes, even where no field could be named.
    if (found.count === before) unreadable(nth);
    if (record === null) places.skip();
    return record;
  }

  function unreadable(nth: number): void {
    const position = places.wanted;
    const where = position === null ? '' : `, where position ${position} should be,`;
    const words = `Line ${nth + 1}${where} is not a record.`;
    found.add({ code: 'LINE_INVALID', file, ...(position !== null && { position }), words });
  }
}

/** The lines of a file without their ends, as views of it; null when the last one has no end. */
function linesIn(file: Uint8Array): Uint8Array[] | null {
  const lines: Uint8Array[] = [];
  let at = 0;
  while (at < file.length) {
    const end = file.indexOf(lineEnd, at);
    if (end < 0) return null;
    lines.push(file.subarray(at, end));
    at = end + 1;
  }
  return lines;
}
