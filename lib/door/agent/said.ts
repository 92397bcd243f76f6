/** What an agent says of a request beside it, each in a header of its own. All of it is hearsay. */
export type Said = {
  reason: string | null;
  runId: string | null;
  taskRef: string | null;
  model: string | null;
  triggeredBy: string | null;
  client: string | null;
};

/** The headers, with what each means, for the published description. */
export const saidHeaders = {
  reason: { name: 'Countersign-Reason', means: 'Why an agent asks this; a key may require it' },
  runId: { name: 'Countersign-Run-Id', means: 'The run that an agent’s request belongs to' },
  taskRef: { name: 'Countersign-Task-Ref', means: 'The ticket or issue that an agent works on' },
  model: { name: 'Countersign-Model', means: 'The model behind an agent' },
  triggeredBy: { name: 'Countersign-Triggered-By', means: 'The call whose answer made an agent ask this' },
  client: {
    name: 'Countersign-Client',
    means:
      'What the program that asks calls itself; where nothing is said a rule that refuses a client holds',
  },
} as const satisfies Record<keyof Said, { name: string; means: string }>;

/** UNTRUSTED INPUT: the headers as they were sent. */
export const saidIn = (headers: Headers): Said => ({
  reason: textIn(headers, 'reason'),
  runId: textIn(headers, 'runId'),
  taskRef: textIn(headers, 'taskRef'),
  model: textIn(headers, 'model'),
  triggeredBy: textIn(headers, 'triggeredBy'),
  client: textIn(headers, 'client'),
});

/** The bytes of a header are read as Latin-1 (RFC 9110 section 5.5); clients mean UTF-8. */
function textIn(headers: Headers, what: keyof Said): string | null {
  const value = headers.get(saidHeaders[what].name);
  return value === null ? null : Buffer.from(value, 'latin1').toString('utf8');
}
