// Owns putting Codat's window into its place and taking it out again: shown in time, or not at all.
import type { LinkProps } from '@/lib/codat/link-sdk-types';
import { loadLink } from './load-link';

/** After so long without a window people think that nothing works (milliseconds). */
const PATIENCE_MS = 5000;

interface Mounting {
  moduleUrl: string;
  place: HTMLElement;
  /** Read once, by the window too. */
  props: LinkProps;
  onShown: () => void;
  /** Blocked, broken, blank or too slow: it will not come any more. */
  onMissing: () => void;
}

/** @returns takes the window away; it has no other end */
export function mountLink({ moduleUrl, place, props, onShown, onMissing }: Mounting): () => void {
  // A box of its own for each mount: React mounts twice in development, and the first must leave nothing behind.
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

  // Styles may make visible what was there before, without another change of elements.
  patience = window.setTimeout(() => isShown() || giveUp(), PATIENCE_MS);
  loadLink(moduleUrl)
    .then((CodatLink) => {
      // Too late, or gone: a window that appears where somebody reads something else by now would only startle.
      if (isOver) return;
      place.append(box);
      observer.observe(box, { childList: true, subtree: true });
      new CodatLink({ target: box, props });
      isShown();
    })
    .catch(giveUp);
  return end;
}

/** An element alone is no window: a component that broke after its first one leaves it there, empty. */
function hasSomethingToSee(box: HTMLElement): boolean {
  return [...box.querySelectorAll('*')].some((element) => element.getBoundingClientRect().height > 0);
}
