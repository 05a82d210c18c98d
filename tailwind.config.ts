// Design token names: each is a CSS variable of app/globals.css, so that light, dark and brand share one class.
import type { Config } from 'tailwindcss';

const tone = (name: string) => ({ DEFAULT: `var(--${name})`, soft: `var(--${name}-soft)` });

const config: Config = {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      canvas: 'var(--canvas)',
      surface: 'var(--surface)',
      sunken: 'var(--sunken)',
      line: 'var(--line)',
      edge: 'var(--edge)',
      ink: tone('ink'),
      brand: { ...tone('brand'), ink: 'var(--brand-ink)', edge: 'var(--brand-edge)' },
      'on-brand': 'var(--on-brand)',
      positive: tone('positive'),
      caution: tone('caution'),
      critical: tone('critical'),
      info: tone('info'),
    },
    // Sizes in rem follow the reader's own setting; line heights stay on the 4 px grid.
    fontSize: {
      14: ['0.875rem', { lineHeight: '1.25rem' }],
      16: ['1rem', { lineHeight: '1.5rem' }],
      18: ['1.125rem', { lineHeight: '1.75rem' }],
      22: ['1.375rem', { lineHeight: '1.75rem', letterSpacing: '-0.01em' }],
      28: ['1.75rem', { lineHeight: '2.25rem', letterSpacing: '-0.015em' }],
      36: ['2.25rem', { lineHeight: '2.75rem', letterSpacing: '-0.02em' }],
    },
    fontFamily: { sans: ['var(--font-inter-ext)', 'var(--font-inter)', 'system-ui', 'sans-serif'] },
    borderRadius: {
      none: '0',
      sm: 'calc(var(--radius) * 0.5)',
      control: 'calc(var(--radius) * 0.75)',
      card: 'var(--radius)',
      full: '9999px',
    },
    boxShadow: { none: 'none', soft: 'var(--shadow)' },
    extend: {
      maxWidth: { ask: '40rem', board: '65rem', prose: '68ch' },
      minHeight: { target: '2.75rem', control: '3rem' },
      transitionDuration: { DEFAULT: '120ms' },
    },
  },
};

export default config;
