import 'server-only';
import { refusalOfFault } from '@/lib/use-cases/fault';

/** Logs that something broke, by its public code alone, and answers that code. */
export function faultCode(where: string, fault: unknown): string {
  const { code } = refusalOfFault(fault);
  const kind = fault instanceof Error ? fault.name : typeof fault;
  process.stderr.write(`${where}: ${code} (${kind})\n`);
  return code;
}
