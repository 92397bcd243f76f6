/** The tick over a line: a signature beside a signature. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <rect width="20" height="20" rx="5" fill="var(--ink)" />
      <path
        d="M6 8.6l2.9 2.9L14.2 5.6"
        fill="none"
        stroke="var(--ink-fg)"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M5.2 14.7h9.6" stroke="var(--ink-fg)" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  );
}
