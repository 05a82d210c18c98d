// Upload rules, pure: the browser checks by them before sending, the service after.

export const FILES_AT_MOST = 20;
export const FILE_BYTES = 10 * 1024 * 1024;

export const EXTENSIONS = [
  'pdf',
  'xls',
  'xlsx',
  'xlsb',
  'csv',
  'doc',
  'docx',
  'ppt',
  'pptx',
  'jpeg',
  'jpg',
  'png',
] as const;

export type UploadProblem = 'extension' | 'size' | 'empty' | 'count';

/** @param already how many files are there besides this one */
export function uploadProblem(
  file: { name: string; size: number },
  already: number,
): UploadProblem | undefined {
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase();
  if (!EXTENSIONS.some((each) => each === extension)) return 'extension';
  if (file.size > FILE_BYTES) return 'size';
  if (file.size === 0) return 'empty';
  return already >= FILES_AT_MOST ? 'count' : undefined;
}
