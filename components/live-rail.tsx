'use client';
// Owns the rail of data kinds that moves by itself; what it shows first is what the server knew, and stands without scripts.
import { useEffect, useRef, useState } from 'react';
import { followRail } from './follow-rail';
import { Notice } from './ui/notice';
import { ProgressRail, type RailGroup } from './ui/progress-rail';

/** What a reader sees, in their language: the server makes it for the page and for the stream alike. */
export interface RailView {
  summary: string;
  /** Said where Codat did not answer; what it did not say is not told. */
  problem: string | null;
  groups: readonly RailGroup[];
  isSettled: boolean;
}

interface Props {
  initial: RailView;
  streamUrl: string;
  stateUrl: string;
  /** This page: for whoever has no scripts, or does not want to wait. */
  path: string;
  label: string;
  /** Loads the page again: what stands around the rail has changed too. */
  refresh: () => void;
}

export function LiveRail({ initial, streamUrl, stateUrl, path, label, refresh }: Props) {
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
    return followRail({
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
      <ProgressRail groups={view.groups} />
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

const isThrough = ({ state }: RailGroup) => state !== 'waiting' && state !== 'reading';

/** Not every step is worth interrupting a reader: a group that is through is. */
function newlyThrough(before: RailView, after: RailView): string {
  const groups = after.groups.filter(
    (group) => isThrough(group) && before.groups.some((old) => old.id === group.id && !isThrough(old)),
  );
  return groups.map(({ said }) => said).join(' ');
}
