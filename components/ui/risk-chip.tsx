import type { RiskTier } from '@/lib/domain/draft/risk';

const shapes = {
  high: <rect width="8" height="8" rx="1" />,
  medium: <path d="M4 .6 7.8 7.4H.2z" />,
  low: <circle cx="4" cy="4" r="3.4" />,
} satisfies Record<RiskTier, React.ReactNode>;

const names = {
  high: ['high', 'HIGH'],
  medium: ['medium', 'MED'],
  low: ['low', 'LOW'],
} satisfies Record<RiskTier, [string, string]>;

/** A tier by letters, shape and hue, so that it survives greyscale. */
export function RiskChip({ tier }: { tier: RiskTier }) {
  const [className, label] = names[tier];
  return (
    <span className={`risk ${className}`}>
      <svg viewBox="0 0 8 8" fill="currentColor" aria-hidden="true">
        {shapes[tier]}
      </svg>
      {label}
    </span>
  );
}
