// Error message of a page that failed to render. It holds both languages, since the server that has the messages is what failed.
import { Button, ButtonLink } from './ui/button';

const WORDS = {
  title: ['This page did not load', 'Cette page ne s’est pas affichée'],
  lead: [
    'What you agreed to and connected is safe. Try again, or come back later.',
    'Vos accords et vos connexions sont intacts. Réessayez, ou revenez plus tard.',
  ],
  retry: ['Try again', 'Réessayer'],
  home: ['Go to home', 'Aller à l’accueil'],
  reference: ['Reference for support:', 'Référence pour l’assistance\u00a0:'],
} as const;

/** The style sheet shows the words in the document's language, which is known only once the document stands. */
function Words({ of }: { of: keyof typeof WORDS }) {
  const [en, fr] = WORDS[of];
  return (
    <>
      <span lang="en" className="[html:lang(fr)_&]:hidden">
        {en}
      </span>
      <span lang="fr" className="hidden [html:lang(fr)_&]:inline">
        {fr}
      </span>
    </>
  );
}

interface Props {
  error: unknown;
  retry: () => void;
}

export function Fault({ error, retry }: Props) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <div className="ask" role="alert">
      <div className="grid gap-2">
        <h1 className="font-semibold text-28 sm:text-36">
          <Words of="title" />
        </h1>
        <p className="text-18 text-ink-soft">
          <Words of="lead" />
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button onClick={retry}>
          <Words of="retry" />
        </Button>
        <ButtonLink href="/home" variant="secondary">
          <Words of="home" />
        </ButtonLink>
      </div>
      {digest === null ? null : (
        <p className="tabular text-14 text-ink-soft">
          <Words of="reference" /> {digest}
        </p>
      )}
    </div>
  );
}
