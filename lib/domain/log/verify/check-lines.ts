import type { BulkHash } from '../bulk-hash';
import { checkRecord, type LogRecord } from './check-record';
import type { Findings } from './findings';
import { Places } from './places';
import { exactRecords, readLine } from './read-line';
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
  { hash, onLeaves }: { hash: BulkHash; onLeaves: (count: number) => void },
): Promise<LogRecord[]> {
  if (bytes.length > 0 && bytes.at(-1) !== lineEnd) {
    found.add({ code: 'LINE_INVALID', file, words: 'The last line of the records has no end.' });
    return [];
  }
  const places = new Places(expected, found, file);
  const records: LogRecord[] = [];
  let done = 0;
  for (const lines of linesIn(bytes)) {
    // Of what is broken so often nothing more is said: a file of line ends alone would take hours.
    if (found.isFull) break;
    const exact = await exactRecords(lines, tenant, hash);
    for (const [nth, line] of lines.entries()) {
      const record = exact[nth] ?? (await checkLine(line, done + nth));
      if (record === null) continue;
      places.arrive(record.position, () => record.entry().id);
      records.push(record);
    }
    done += lines.length;
    onLeaves(lines.length);
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

/** The lines of a file without their ends, as views of it, as many at a time as are hashed together. */
function* linesIn(file: Uint8Array): Generator<Uint8Array[]> {
  let lines: Uint8Array[] = [];
  for (let at = 0; at < file.length; ) {
    const end = file.indexOf(lineEnd, at);
    lines.push(file.subarray(at, end));
    at = end + 1;
    if (lines.length < chunk && at < file.length) continue;
    yield lines;
    lines = [];
  }
}
