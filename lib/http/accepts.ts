/** Whether an Accept header (RFC 9110 section 12.5.1) allows this media type. Absent means anything. */
export function accepts(accept: string | null, mediaType: string): boolean {
  if (accept === null || accept.trim() === '') return true;
  const [family = ''] = mediaType.split('/');
  const ranges = accept.toLowerCase().split(',').map(readRange);
  // The most specific range decides, so that `*/*, application/json;q=0` refuses JSON.
  for (const wanted of [mediaType, `${family}/*`, '*/*']) {
    const range = ranges.find(({ type }) => type === wanted);
    if (range) return range.quality > 0;
  }
  return false;
}

function readRange(text: string): { type: string; quality: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) };
}
