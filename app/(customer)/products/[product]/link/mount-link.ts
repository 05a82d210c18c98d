// Mounting of Codat's Link: the window appears in time or is removed, and the page falls back.
import type { LinkProps } from '@/lib/codat/link-sdk-types';
import { loadLink } from './load-link';

/** Milliseconds without a window after which people think that nothing works. */
const PATIENCE_MS = 5000;

interface Mounting {
  moduleUrl: string;
  place: HTMLElement;
  /** Codat's window reads them once, too. */
  props: LinkProps;
  onShown: () => void;
  /** Called when the module is blocked, broken, blank or too slow: the window will not appear any more. */
  onMissing: () => void;
}

/** @returns a function that removes the window; nothing else does */
export function mountLink({ moduleUrl, place, props, onShown, onMissing }: Mounting): () => void {
  // Each mount gets its own box: React mounts twice in development, and the first mount must leave nothing behind.
  const box = document.createElement('div');
  box.className = 'h-full';
  let isOver = false;
  let patience: number | undefined;
  const observer = new MutationObserver(() => void isShown());

  function end(): void {
    isOver = true;
    window.clearTimeout(patience);
    observer.disconnect();
    box.remove();
  }
  function giveUp(): void {
    if (isOver) return;
    end();
    onMissing();
  }
  function isShown(): boolean {
    if (isOver || !hasSomethingToSee(box)) return false;
    window.clearTimeout(patience);
    observer.disconnect();
    onShown();
    return true;
  }

  // A style sheet may make existing elements visible without a mutation: check once more before giving up.
  patience = window.setTimeout(() => isShown() || giveUp(), PATIENCE_MS);
  loadLink(moduleUrl)
    .then((CodatLink) => {
      // Too late: a window that appears over something else would startle the reader.
      if (isOver) return;
      place.append(box);
      observer.observe(box, { childList: true, subtree: true });
      new CodatLink({ target: box, props });
      isShown();
    })
    .catch(giveUp);
  return end;
}

/** An element alone is no window: a component that breaks after its first element leaves that one behind, empty. */
function hasSomethingToSee(box: HTMLElement): boolean {
  return [...box.querySelectorAll('*')].some((element) => element.getBoundingClientRect().height > 0);
}
