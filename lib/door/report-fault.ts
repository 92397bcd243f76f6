/** One line on stderr: which request, which kind of fault. Never its text, which may hold values. */
export function reportFault(correlationId: string, fault: unknown): void {
  const kind = fault instanceof Error ? fault.name : typeof fault;
  const code = fault instanceof Error && 'code' in fault ? String(fault.code).slice(0, 40) : 'no code';
  const place = fault instanceof Error ? (fault.stack?.match(/^\s+at .*$/m)?.[0].trim() ?? '') : '';
  process.stderr.write(`fault ${correlationId} ${kind} (${code}) ${place}\n`);
}
