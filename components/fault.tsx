// Owns what is said when a page could not be made. Both languages are here: the server that holds the messages is what failed.
import { Button, ButtonLink } from './ui/button';
import { PageHeading } from './ui/page-heading';

const WORDS = {
  en: {
    title: 'This page did not load',
    lead: 'What you agreed to and connected is safe. Try again, or come back later.',
    retry: 'Try again',
    home: 'Go to home',
    reference: 'Reference for support:',
  },
  fr: {
    title: 'Cette page ne s’est pas affichée',
    lead: 'Vos accords et vos connexions sont intacts. Réessayez, ou revenez plus tard.',
    retry: 'Réessayer',
    home: 'Aller à l’accueil',
    reference: 'Référence pour l’assistance :',
  },
} as const;

interface Props {
  error: unknown;
  retry: () => void;
}

export function Fault({ error, retry }: Props) {
  const language = typeof document === 'undefined' ? 'en' : document.documentElement.lang;
  const words = language === 'fr' ? WORDS.fr : WORDS.en;
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <div className="ask" role="alert">
      <PageHeading title={words.title} lead={words.lead} />
      <div className="flex flex-wrap gap-3">
        <Button onClick={retry}>{words.retry}</Button>
        <ButtonLink href="/home" variant="secondary">
          {words.home}
        </ButtonLink>
      </div>
      {digest === null ? null : (
        <p className="tabular text-14 text-ink-soft">
          {words.reference} {digest}
        </p>
      )}
    </div>
  );
}
