// Concurrency limit of uploads: a form may stream for minutes, so one process accepts only a few at a time.

const IN_ALL = 24;
const PER_BUSINESS = 3;

const taken = new Map<string, number>();

/** @returns a function that releases the slot; null if none is free */
export function takeSlot(companyId: string): (() => void) | null {
  const mine = taken.get(companyId) ?? 0;
  const all = [...taken.values()].reduce((sum, each) => sum + each, 0);
  if (mine >= PER_BUSINESS || all >= IN_ALL) return null;
  taken.set(companyId, mine + 1);
  let isGiven = false;
  return () => {
    if (isGiven) return;
    isGiven = true;
    const now = (taken.get(companyId) ?? 1) - 1;
    if (now === 0) taken.delete(companyId);
    else taken.set(companyId, now);
  };
}
