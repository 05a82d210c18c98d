'use client';
// The place of Codat's window: loaded, shown, and followed by a calm way on however it ends.
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
  // Codat's window reads its options once; what the server sends later is for the next visit.
  const madeFor = useMadeFor();
  const [first] = useState({ ...props, hidden: { ...props.hidden, ...madeFor } });
  const [phase, setPhase] = useState<Phase>({ at: 'loading' });
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (place.current === null) return;
    // The policy that allows the window came with another document: ask for this one.
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
  /** A document of its own, with the narrower policy of other pages. */
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
        // The next page asks Codat itself: it is true with or without what is told here.
        void inTime(report('finished')).then(() => leaveFor(places.done));
      },
    },
    onShown: () => setPhase({ at: 'open' }),
    onMissing: () => setPhase({ at: 'missing' }),
  });
  // Back from the next page: its window is gone and its key may be old.
  const renew = (event: PageTransitionEvent) => event.persisted && window.location.reload();
  // What was stopped meanwhile may end at the platform before the window hears of it, and then it would wait for ever.
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
