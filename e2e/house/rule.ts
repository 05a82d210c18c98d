// Interface of a house rule: a check of one file, and examples that it must report.
import type { Source } from './sources';

export interface Rule {
  name: string;
  /** Faults of the file, one text each. */
  check(source: Source): string[];
  /** Path and text of files that must be reported. */
  breaks: [path: string, text: string][];
}

export const isTest = (file: string) =>
  /\.test\.tsx?$/.test(file) || /^(e2e|bench)\//.test(file) || isBelow(file, 'packages/codat-sandbox/test');
export const isBelow = (file: string, ...folders: string[]) =>
  folders.some((folder) => file === folder || file.startsWith(`${folder}/`));
/** `next` also matches `next/link`, not `next-intl`. */
export const isPackage = (name: string, ...packages: string[]) => isBelow(name, ...packages);

/** Imports that the predicate matches. */
export function forbidden(
  source: Source,
  isBad: (to: string, isOurs: boolean, isType: boolean) => boolean,
): string[] {
  return source.imports.filter((i) => isBad(i.to, i.isOurs, i.isType)).map((i) => `imports ${i.to}`);
}
