import type { Config } from 'tailwindcss';

const token = (name: string) => `var(--${name})`;

/** Every value is a token of app/styles/tokens.css; a literal colour or size elsewhere is a defect. */
export default {
  content: ['./app/**/*.tsx', './components/**/*.tsx'],
  darkMode: ['selector', '[data-theme="dark"]'],
  theme: {
    colors: {
      bg: token('bg'),
      subtle: token('bg-subtle'),
      inset: token('bg-inset'),
      raised: token('bg-raised'),
      fg: token('fg'),
      muted: token('fg-muted'),
      line: token('line'),
      border: token('border'),
      strong: token('border-strong'),
      accent: token('accent'),
      ink: token('ink'),
      danger: token('danger-soft-fg'),
      warn: token('warn-soft-fg'),
      ok: token('ok-soft-fg'),
    },
    borderRadius: { xs: token('r-xs'), sm: token('r-sm'), md: token('r-md'), lg: token('r-lg') },
    boxShadow: { pop: token('shadow-pop'), dialog: token('shadow-dialog') },
    fontSize: {
      12: [token('text-12'), token('lh-12')],
      13: [token('text-13'), token('lh-13')],
      14: [token('text-14'), token('lh-14')],
      16: [token('text-16'), token('lh-16')],
      20: [token('text-20'), token('lh-20')],
      24: [token('text-24'), token('lh-24')],
    },
    screens: { phone: { max: '767px' }, wide: '768px', full: '1280px' },
  },
} satisfies Config;
