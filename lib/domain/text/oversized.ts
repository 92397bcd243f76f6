import type { SaidText } from './said-text';

// The 95th percentile of 527 measured tool descriptions is 993 characters.
const longest = { line: 200, prose: 1000 };
const mostLines = 30;

/** How much more a text holds than a reader takes in, `1500 characters` or `60 lines`; null when it does not. */
export function oversized({ text, form }: Pick<SaidText, 'text' | 'form'>): string | null {
  if (text.length > longest[form]) return `${text.length} characters`;
  const lines = text.split('\n').length;
  return form === 'prose' && lines > mostLines ? `${lines} lines` : null;
}
