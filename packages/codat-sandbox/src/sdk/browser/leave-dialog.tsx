/** @jsxImportSource preact */
// Confirmation dialog before an unfinished step is left. It traps focus until it is answered.
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './parts';
import type { Words } from './words-en';

interface LeaveDialogProps {
  words: Words;
  onStay: () => void;
  onLeave: () => void;
}

export function LeaveDialog({ words, onStay, onLeave }: LeaveDialogProps) {
  const dialog = useRef<HTMLDivElement>(null);
  const title = useId();
  // Before paint: a key pressed immediately must not reach the screen below.
  useLayoutEffect(() => {
    const root = dialog.current?.getRootNode();
    const before = root instanceof ShadowRoot ? root.activeElement : null;
    dialog.current?.querySelector('button')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      // The page around may close its own dialog with the same key.
      event.stopPropagation();
      onStay();
    }
    if (event.key !== 'Tab') return;
    const buttons = [...(dialog.current?.querySelectorAll('button') ?? [])];
    const root = dialog.current?.getRootNode();
    const at = buttons.findIndex((button) => root instanceof ShadowRoot && root.activeElement === button);
    const next = (at + (event.shiftKey ? -1 : 1) + buttons.length) % buttons.length;
    event.preventDefault();
    buttons[next]?.focus();
  }

  return (
    <div class="veil">
      <div
        class="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby={title}
        ref={dialog}
        onKeyDown={onKeyDown}
      >
        <h2 id={title}>{words.leaveTitle}</h2>
        <p>{words.leaveLead}</p>
        <div class="stack">
          <Button onClick={onStay}>{words.stay}</Button>
          <Button isQuiet onClick={onLeave}>
            {words.leave}
          </Button>
        </div>
      </div>
    </div>
  );
}
