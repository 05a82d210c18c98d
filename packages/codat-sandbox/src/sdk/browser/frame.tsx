/** @jsxImportSource preact */
// Frame of every screen in both modules: top bar, content, footer, leave dialog.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { BackIcon, CloseIcon } from './icons';
import { type Language, TAGS } from './language';
import type { Words } from './words-en';

interface FrameProps {
  words: Words;
  language: Language;
  label: string;
  hasBorder: boolean;
  /** Announced to screen readers. */
  announcement: string;
  onBack: (() => void) | undefined;
  onClose: (() => void) | undefined;
  onLanguage: () => void;
  overlay?: ComponentChildren;
  /** Another screen: the content begins at its top. */
  screen: string;
  children: ComponentChildren;
}

export function Frame(props: FrameProps) {
  const { words, language, overlay, screen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen is the reason to scroll
  useEffect(() => scroller.current?.scrollTo(0, 0), [screen]);
  return (
    <section
      class={props.hasBorder ? 'frame bordered' : 'frame'}
      lang={TAGS[language]}
      aria-label={props.label}
    >
      <div class="inside" inert={overlay !== undefined}>
        <div class="bar">
          {props.onBack ? (
            <button type="button" class="icon" aria-label={words.back} onClick={props.onBack}>
              <BackIcon />
            </button>
          ) : (
            <span class="icon" />
          )}
          {props.onClose ? (
            <button type="button" class="icon" aria-label={words.close} onClick={props.onClose}>
              <CloseIcon />
            </button>
          ) : null}
        </div>
        <div class="content" ref={scroller}>
          {props.children}
        </div>
        <div class="foot">
          <span>{words.stand}</span>
          <button
            type="button"
            class="plain"
            lang={TAGS[language === 'en' ? 'fr' : 'en']}
            onClick={props.onLanguage}
          >
            {words.otherLanguage}
          </button>
        </div>
      </div>
      <div class="hidden" role="status">
        {props.announcement}
      </div>
      {overlay}
    </section>
  );
}
