// Read depth of the checkpoint log: how far back a check goes.
/** A week in hours: older files are known by their first line. */
const WEEK = 168;

export interface LogDepth {
  /** Number of files to check, starting with the newest. */
  files: number;
  /** Number of those to read with their heads. */
  whole: number;
}

export const ALL: LogDepth = { files: Number.POSITIVE_INFINITY, whole: WEEK };

/** The newest checkpoint alone is enough for the covered heads. */
export const NEWEST: LogDepth = { files: 0, whole: 0 };
