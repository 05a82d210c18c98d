'use client';
// Asks for the page again while data is being read: ever more slowly, and not at all while nobody looks.
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';

const FIRST_MS = 2000;
const SLOWEST_MS = 30_000;
/** After this the page rests: Codat counts calls, and a session must be able to end. */
const LAST_MS = 10 * 60_000;

export function KeepFresh({ path, label }: { path: string; label: string }) {
  const router = useRouter();
  const wait = useRef(FIRST_MS);
  useEffect(() => {
    const until = Date.now() + LAST_MS;
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      if (document.visibilityState === 'visible') router.refresh();
      wait.current = Math.min(wait.current * 1.5, SLOWEST_MS);
      if (Date.now() < until) timer = setTimeout(tick, wait.current);
    };
    timer = setTimeout(tick, wait.current);
    return () => clearTimeout(timer);
  }, [router]);
  return (
    <a href={path} className="link inline-flex min-h-target items-center">
      {label}
    </a>
  );
}
