import { z } from 'zod';
import { plainText } from './plain-text';

const keyForm = /^[A-Za-z0-9][A-Za-z0-9_/-]{0,62}$/;
const reserved = /^(?:countersign|zen|zen\.io|zen-mesh\.io)\//i;

function keyFault(key: string, seen: ReadonlySet<string>): string | null {
  if (reserved.test(key)) return 'LABEL_RESERVED: choose a key without this prefix, which is reserved.';
  if (!keyForm.test(key))
    return 'Use letters, digits, _ / and -, at most 63, and start with a letter or digit.';
  return seen.has(key.toLowerCase()) ? 'Differs from another label only in case.' : null;
}

/** Labels select resources in policies; keys are case-sensitive but may not differ only in case. */
export const labels = z
  .record(z.string(), plainText(63))
  .superRefine((entries, context) => {
    const keys = Object.keys(entries);
    if (keys.length > 20) context.addIssue({ code: 'custom', message: 'Give at most 20 labels.' });
    const seen = new Set<string>();
    for (const key of keys) {
      const message = keyFault(key, seen);
      if (message !== null) context.addIssue({ code: 'custom', message, path: [key] });
      seen.add(key.toLowerCase());
    }
  })
  .default({})
  .meta({ maxProperties: 20, propertyNames: { pattern: keyForm.source } })
  .describe(
    'Labels, at most 20; keys and values of at most 63 characters; keys may not start with countersign/ or zen/',
  );
