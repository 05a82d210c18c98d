// Disambiguation: connections of the same name get the same distinguishing mark everywhere. A unique name stays as it is.

export interface Named {
  id: string;
  platformName: string;
  /** The shared accounts, where Codat reports them. */
  accounts: string | null;
  /** Null until it was authorised. */
  firstLinkedAt: Date | null;
  isUpload: boolean;
  state: string;
}

/** What a clock on the wall of the site shows. */
type WallClock = (at: Date) => { date: string; time: string };

/**
 * By accounts if they differ; else by the day of connecting, with its time if the day is the same.
 * @param connections all of one business
 * @returns by id, the marked name of each connection that shares its name
 */
export function namesakes(connections: readonly Named[], wallClock: WallClock): Map<string, string> {
  const mistakable = connections.filter(mayBeMistaken);
  const names = new Set(mistakable.map(({ platformName }) => platformName));
  return new Map(
    [...names].flatMap((name) => {
      const group = mistakable.filter(({ platformName }) => platformName === name);
      if (group.length < 2) return [];
      const marks = marksOf(group, wallClock);
      return group.map(({ id }, at) => [id, `${name} (${marks[at]})`] as const);
    }),
  );
}

/** A connection that was never authorised differs by its state; deleted ones have a list of their own. */
function mayBeMistaken({ firstLinkedAt, isUpload, state }: Named): boolean {
  return firstLinkedAt !== null && !isUpload && state !== 'deleted';
}

function marksOf(group: readonly Named[], wallClock: WallClock): string[] {
  const clocks = group.map(({ firstLinkedAt }) => wallClock(firstLinkedAt ?? new Date(0)));
  const days = clocks.map(({ date }) => date);
  const hours = clocks.map(({ date, time }) => `${date} ${time.slice(0, 5)}`);
  const choices = [group.map(({ accounts }) => accounts), days, hours];
  return choices.find(tellsApart) ?? group.map((_, at) => String(at + 1));
}

function tellsApart(marks: readonly (string | null)[]): marks is string[] {
  return !marks.includes(null) && new Set(marks).size === marks.length;
}
