'use client';
// Client leaf: loads Codat's embedded Link into the page, and shows a calm way on however it ends.
import { useEffect, useRef, useState } from 'react';
import { useMadeFor } from '@/components/bound-form';
import type { LinkOptions } from '@/lib/codat/link-sdk-types';
import { Ending, type EndingWords } from './ending';
import { mountLink } from './mount-link';
import { createReport, fieldsOfError, inTime, type ReportAction } from './report';

interface Props {
  moduleUrl: string;
  /** Codat's id of the business. */
  companyId: string;
  accessToken: string;
  options: LinkOptions;
  action: ReportAction;
  hidden: Record<string, string>;
  places: { here: string; list: string; done: string; consent: string };
  words: EndingWords & { loading: string; leaving: string };
}

type Phase =
  | { at: 'loading' | 'open' | 'missing' | 'closed' | 'leaving' }
  | { at: 'failed'; reference: string | null };

export function EmbeddedLink(props: Props) {
  // Codat's window reads its options once; props that the server sends later are for the next visit.
  const madeFor = useMadeFor();
  const [first] = useState({ ...props, hidden: { ...props.hidden, ...madeFor } });
  const [phase, setPhase] = useState<Phase>({ at: 'loading' });
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (place.current === null) return;
    // The content security policy that allows the window comes with this page's own document: load that.
    if (!wasLoadedAs(first.places.here)) {
      window.location.reload();
      return;
    }
    return start(first, place.current, setPhase);
  }, [first]);

  const { at } = phase;
  const isShown = at === 'loading' || at === 'open';
  return (
    <>
      <div role="status">
        {at === 'leaving' ? <p>{props.words.leaving}</p> : null}
        {at === 'missing' || at === 'failed' || at === 'closed' ? (
          <Ending
            how={at}
            reference={at === 'failed' ? phase.reference : null}
            places={props.places}
            words={props.words}
          />
        ) : null}
      </div>
      <div className={isShown ? 'link-window' : 'hidden'}>
        {at === 'loading' ? (
          <p role="status" className="absolute inset-0 grid place-items-center p-6 text-center text-ink-soft">
            {props.words.loading}
          </p>
        ) : null}
        <div ref={place} className="h-full" />
      </div>
    </>
  );
}

function start(first: Props, place: HTMLElement, setPhase: (phase: Phase) => void): () => void {
  const { moduleUrl, companyId, accessToken, options, places } = first;
  const report = createReport(first.action, first.hidden);
  const tell = (kind: string, fields: Record<string, string>) =>
    void report(kind, fields).then((answer) => {
      if (answer === 'refused') leaveFor(places.consent);
    });
  /** Loads a new document, so that the narrower policy of other pages applies. */
  function leaveFor(path: string): void {
    end();
    setPhase({ at: 'leaving' });
    window.location.assign(path);
  }
  const end = mountLink({
    moduleUrl,
    place,
    props: {
      companyId,
      accessToken,
      options,
      onConnectionStarted: ({ connectionId }) => tell('started', { connection: connectionId }),
      onConnection: ({ connectionId }) => tell('connected', { connection: connectionId }),
      onConsent: ({ text }) => tell('consented', { text }),
      onError: (error) => {
        void report('failed', fieldsOfError(error));
        if (error.userRecoverable) return;
        end();
        setPhase({ at: 'failed', reference: error.correlationId ?? null });
      },
      onClose: () => {
        end();
        setPhase({ at: 'closed' });
        void report('closed');
      },
      onFinish: () => {
        end();
        setPhase({ at: 'leaving' });
        // The next page asks Codat itself: it is right even if this report is lost.
        void inTime(report('finished')).then(() => leaveFor(places.done));
      },
    },
    onShown: () => setPhase({ at: 'open' }),
    onMissing: () => setPhase({ at: 'missing' }),
  });
  // After Back the page comes from the browser's cache: its window is gone and its token may have expired.
  const renew = (event: PageTransitionEvent) => event.persisted && window.location.reload();
  // An agreement that was withdrawn meanwhile may end at the platform before the window hears of it; the window would wait without end.
  const lookAgain = () => {
    if (document.visibilityState === 'visible') tell('back', {});
  };
  window.addEventListener('pageshow', renew);
  document.addEventListener('visibilitychange', lookAgain);
  return () => {
    window.removeEventListener('pageshow', renew);
    document.removeEventListener('visibilitychange', lookAgain);
    end();
  };
}

function wasLoadedAs(path: string): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry === undefined || new URL(entry.name).pathname === path;
}
