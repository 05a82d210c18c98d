/** @jsxImportSource preact */
// Parts of screens: heading, buttons, tags, logos, notices.
import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { MarkdownLine } from './markdown-view';

/** False for the first screen, which must not take the focus from the page. */
export const TakesFocus = createContext(true);

export function Heading({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const takesFocus = useContext(TakesFocus);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per screen; a change of language is no new screen
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h2 tabIndex={-1} ref={heading}>
      <MarkdownLine text={text} />
    </h2>
  );
}

interface ButtonProps {
  children: ComponentChildren;
  onClick: () => void;
  isQuiet?: boolean;
  isBusy?: boolean;
  isOff?: boolean;
  describedBy?: string;
}

/** A disabled button stays focusable and announces its state. */
export function Button({ children, onClick, isQuiet, isBusy, isOff, describedBy }: ButtonProps) {
  const isStill = isBusy || isOff;
  return (
    <button
      type="button"
      class={isQuiet ? 'button quiet' : 'button'}
      aria-disabled={isStill ? 'true' : undefined}
      aria-busy={isBusy ? 'true' : undefined}
      aria-describedby={describedBy}
      onClick={() => {
        if (!isStill) onClick();
      }}
    >
      {children}
    </button>
  );
}

export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}

/** The name stands beside it. */
export function Logo({ url }: { url: string }) {
  return <img class="logo" src={new URL(url, import.meta.url).href} alt="" width="40" height="40" />;
}

export function Notice({ text }: { text: string }) {
  return (
    <p class="notice" role="alert">
      {text}
    </p>
  );
}

export function Tag({ children, tone }: { children: ComponentChildren; tone?: 'good' | 'warn' }) {
  return <span class={tone ? `tag ${tone}` : 'tag'}>{children}</span>;
}
