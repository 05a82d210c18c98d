// Read depth of the checkpoint log: how far back a check goes.
/** A week of hours: older files are known by their first line. */
const WEEK = 168;

export interface LogDepth {
  /** So many files, from the newest on. */
  files: number;
  /** Of these, so many are read with their heads. */
  whole: number;
}

export const ALL: LogDepth = { files: Number.POSITIVE_INFINITY, whole: WEEK };

/** For the covered heads, the newest checkpoint is enough. */
export const NEWEST: LogDepth = { files: 0, whole: 0 };
