import type { Paint } from '../colour';
import { jsonText } from '../safe-text';
import { table } from '../table';
import { agoWords } from '../time-words';
import type { SeenEvidence } from '../wire';

/** Records of the log as aligned columns. */
export const evidenceList = (items: readonly SeenEvidence[], now: Date, width: number | null): string[] =>
  table(
    [
      { title: 'POSITION' },
      { title: 'WHEN' },
      { title: 'EVENT' },
      { title: 'ABOUT', gives: true },
      { title: 'ID' },
    ],
    items.map((item) => [
      `@${item.merkle_position}`,
      agoWords(item.appended_at, now),
      item.event,
      item.subject,
      item.id,
    ]),
    width,
  );

/** One record, its payload field by field, and the bytes that were hashed. */
export const evidenceView = (item: SeenEvidence, paint: Paint): string[] => [
  `${paint.strong(item.event)}   @${item.merkle_position}`,
  `id        ${item.id}`,
  `about     ${item.subject}`,
  `appended  ${item.appended_at}`,
  `leaf      ${item.leaf_hash}`,
  paint.strong('PAYLOAD'),
  ...Object.entries(item.payload).map(([name, value]) => `  ${name}  ${jsonText(value)}`),
  paint.strong('ENTRY (base64 of the bytes that were hashed)'),
  `  ${item.entry}`,
];
