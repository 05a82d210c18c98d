'use client';
// Client leaf: list of data kinds that updates by itself; its first state comes from the server and stands without scripts.
import { useEffect, useRef, useState } from 'react';
import { followProgress } from './follow-progress';
import { Notice } from './ui/notice';
import { type ProgressGroup, ProgressList } from './ui/progress-list';

/** Progress as a reader sees it, in their language: the server makes it for the page and for the stream alike. */
export interface SyncProgress {
  summary: string;
  /** Shown where Codat did not answer; it claims nothing that Codat did not say. */
  problem: string | null;
  groups: readonly ProgressGroup[];
  isSettled: boolean;
}

interface Props {
  initial: SyncProgress;
  streamUrl: string;
  stateUrl: string;
  /** Address of this page: a link for a reader without scripts, or who does not want to wait. */
  path: string;
  label: string;
  /** Reloads the page, since the parts around the list have changed too. */
  refresh: () => void;
}

export function LiveProgress({ initial, streamUrl, stateUrl, path, label, refresh }: Props) {
  const [view, setView] = useState(initial);
  const [said, setSaid] = useState('');
  const before = useRef(initial);
  const again = useRef(refresh);
  again.current = refresh;

  useEffect(() => {
    before.current = initial;
    setView(initial);
  }, [initial]);

  useEffect(() => {
    if (initial.isSettled) return;
    return followProgress({
      streamUrl,
      stateUrl,
      onView(next) {
        const news = newlyThrough(before.current, next);
        before.current = next;
        setView(next);
        if (news !== '') setSaid(news);
        if (next.isSettled) again.current();
      },
      onOver: () => again.current(),
    });
  }, [initial.isSettled, streamUrl, stateUrl]);

  return (
    <div className="grid gap-3">
      {view.problem === null ? (
        <p className="text-ink-soft">{view.summary}</p>
      ) : (
        <Notice tone="caution">{view.problem}</Notice>
      )}
      <ProgressList groups={view.groups} />
      {view.isSettled ? null : (
        <p>
          <a href={path} className="link inline-flex min-h-target items-center">
            {label}
          </a>
        </p>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

const isThrough = ({ state }: ProgressGroup) => state !== 'waiting' && state !== 'reading';

/** Text for screen readers: only a finished group is worth an interruption, not every step. */
function newlyThrough(before: SyncProgress, after: SyncProgress): string {
  const groups = after.groups.filter(
    (group) => isThrough(group) && before.groups.some((old) => old.id === group.id && !isThrough(old)),
  );
  return groups.map(({ said }) => said).join(' ');
}
