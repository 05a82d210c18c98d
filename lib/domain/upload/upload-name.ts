// Normalisation of an uploaded file's name, before it is shown, stored or sent to Codat.
import { withoutUnseen } from '../text/clean-name';

/** Characters. A longer name keeps its beginning and its ending. */
const LONGEST = 120;

/** Control characters, and those that reverse the writing direction: `gpj.exe` must not appear as `exe.jpg`. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * @param raw as the browser sent it, possibly with folders, quotes, line breaks or nothing at all
 * @returns one line without folders; the empty text when nothing is left
 */
export function cleanFileName(raw: string): string {
  const last = raw.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = withoutUnseen(last.replace(HIDDEN, ''))
    .replace(/["<>|?*:;%]/g, '_')
    .replace(/\s+/g, ' ')
    .trim()
    // No hidden file, and no parent folder.
    .replace(/^\.+/, '')
    .trim()
    // A spreadsheet that lists names would run it as a formula.
    .replace(/^[=+@-]+/, '_');
  const letters = [...plain];
  if (letters.length <= LONGEST) return plain;
  const ending = /\.[^.]{1,8}$/u.exec(plain)?.[0] ?? '';
  return `${letters.slice(0, LONGEST - ending.length - 1).join('')}…${ending}`;
}
