'use client';
// Client leaf: what replaces Codat's window when it closes or does not load: what happened, what is safe, how to go on.
import { useEffect, useRef } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

export type EndingKind = 'missing' | 'failed' | 'closed';

export interface EndingWords {
  endings: Record<EndingKind, { title: string; text: string }>;
  /** Sentence with `{id}` in it. */
  reference: string;
  list: string;
  again: string;
}

interface Props {
  how: EndingKind;
  /** Codat's correlation id of the failure, for the person who helps. */
  reference: string | null;
  places: { here: string; list: string };
  words: EndingWords;
}

export function Ending({ how, reference, places, words }: Props) {
  const { title, text } = words.endings[how];
  const box = useRef<HTMLDivElement>(null);
  // The focus was inside the window that is gone: without this it would be lost.
  useEffect(() => {
    if (how !== 'missing') box.current?.focus();
  }, [how]);
  return (
    <div ref={box} tabIndex={-1} className="grid gap-4 outline-none">
      <Notice tone={how === 'closed' ? 'info' : 'caution'} title={title}>
        <p>{text}</p>
        {reference === null ? null : (
          <p className="mt-1 text-14 text-ink-soft">{words.reference.replace('{id}', reference)}</p>
        )}
      </Notice>
      <div className="flex flex-wrap gap-3">
        {how === 'closed' ? null : <ButtonLink href={places.list}>{words.list}</ButtonLink>}
        <ButtonLink href={places.here} variant={how === 'closed' ? 'primary' : 'secondary'}>
          {words.again}
        </ButtonLink>
        {how === 'closed' ? (
          <ButtonLink href={places.list} variant="secondary">
            {words.list}
          </ButtonLink>
        ) : null}
      </div>
    </div>
  );
}
