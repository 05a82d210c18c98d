// Language switch: a plain form, so that it works without JavaScript.
import { LOCALES, type Locale } from '@/lib/domain/text/language';

const NAMES: Record<Locale, string> = { en: 'English', fr: 'Français' };

/** Where the header is narrowest, it shows only the other language. */
const NARROW = { short: 'max-[23rem]:aria-[current]:hidden', long: '' } as const;

export type LocaleAction = (form: FormData) => Promise<void>;

interface Props {
  current: Locale;
  label: string;
  action: LocaleAction;
  /** Two letters in the header, whole names in the footer. */
  size: 'short' | 'long';
}

export function LanguageSwitch({ current, label, action, size }: Props) {
  return (
    <form action={action} className="shrink-0">
      <fieldset className="flex">
        <legend className="sr-only">{label}</legend>
        {LOCALES.map((locale) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-current={locale === current ? 'true' : undefined}
            className={`min-h-target min-w-target rounded-control px-2 text-14 text-ink-soft underline-offset-4 hover:text-ink hover:underline aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline ${NARROW[size]}`}
          >
            {size === 'long' ? (
              NAMES[locale]
            ) : (
              <>
                {locale.toUpperCase()}
                <span className="sr-only"> {NAMES[locale]}</span>
              </>
            )}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
