/** UNTRUSTED INPUT: one text that a proposer or its client wrote, and where it stands. */
export type SaidText = {
  /** As a person knows it: `rationale`, `labels.team`, `client name`. */
  place: string;
  /** The field of the change table that shows it; null for what stands beside the spec. */
  field: string | null;
  text: string;
  /** Prose may have lines and no-break spaces; a line has neither. */
  form: 'line' | 'prose';
};

/** What a text beside the spec is: shown in no field of the change table. */
export const beside = (
  form: SaidText['form'],
  texts: Readonly<Record<string, string | null | undefined>>,
): SaidText[] =>
  Object.entries(texts).flatMap(([place, text]) => (text ? [{ place, field: null, text, form }] : []));
