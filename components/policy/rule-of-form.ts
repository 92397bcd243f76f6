/** The rule that stands in the form, as it is asked for; what is left open does not matter to it. */
export function ruleOfForm(form: FormData): Record<string, unknown> {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const chosen = (name: string) => (text(name) === '' ? [] : [[name, [text(name)]]]);
  const hasTime = text('from') !== '' || text('to') !== '';
  return {
    effect: text('effect'),
    priority: Number(text('priority')),
    reason: text('reason'),
    match: Object.fromEntries([
      ...['keys', 'tools', 'safety_class', 'environment'].flatMap(chosen),
      ...(hasTime ? [['time', { from: text('from'), to: text('to') }]] : []),
    ]),
  };
}
