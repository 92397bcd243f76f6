import type { ShownBundle } from './bundle-requests';

/** What a bundle holds. The end of a range is its last record, as people count. */
export function scopeWords({ scope }: Pick<ShownBundle, 'scope'>): string {
  if (scope.kind === 'draft') return `Draft ${scope.draft_id}`;
  if (scope.from === scope.to) return 'The log, which holds no record';
  return `Records #${scope.from} to #${scope.to - 1}`;
}

const units = ['bytes', 'kB', 'MB', 'GB'] as const;

export function sizeWords(bytes: number): string {
  let [size, at] = [bytes, 0];
  while (size >= 1000 && at < units.length - 1) [size, at] = [size / 1000, at + 1];
  return `${at === 0 ? size : size.toFixed(1)} ${units[at]}`;
}

/** How far it is, or what became of it. */
export function stateWords({ status, done, total, bytes, failed_code: failed }: ShownBundle): string {
  switch (status) {
    case 'waiting':
      return 'Waiting';
    case 'making':
      return total === null ? 'Being made' : `${done} of ${total} records`;
    case 'ready':
      return `Ready, ${sizeWords(bytes ?? 0)}`;
    case 'failed':
      return failed === 'BUNDLE_TOO_LARGE'
        ? 'Too large: ask for a smaller range'
        : failed === 'LOG_NOT_SIGNABLE'
          ? 'The log cannot be signed'
          : 'Could not be made: ask again';
  }
}

/** What does not hold, for whoever fetches it all the same; null where everything does. */
export function brokenWords({ broken }: Pick<ShownBundle, 'broken'>): string | null {
  if (broken === null) return null;
  const record = broken.id === null ? '' : `, ${broken.id}`;
  return `Does not verify: record #${broken.merkle_position}${record} (${broken.field}).`;
}
