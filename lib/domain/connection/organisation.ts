// Name matching: do two names mean the same organisation? Spelling may differ, a word or a legal form may not.

export interface Organisation {
  name: string;
  /** The platform's own id of the organisation, where it passes one on. */
  id: string | null;
}

export type OrganisationVerdict =
  | 'same'
  /** Nothing was connected before, and the name is that of the business. */
  | 'first-fits'
  /** Nothing was connected before, and the name differs: trading names often differ from legal ones. */
  | 'first-differs'
  /** Not the organisation of before. */
  | 'different';

/** Legal forms, each with its spellings, without case, accents and dots. */
const FORMS: readonly (readonly string[])[] = [
  ['ltd', 'limited', 'ltee', 'limitee'],
  ['pty ltd', 'pty limited', 'proprietary limited', 'proprietary ltd'],
  ['pvt ltd', 'private limited', 'private ltd', 'pvt limited', 'pte ltd', 'pte limited'],
  ['llp', 'limited liability partnership'],
  ['lp', 'limited partnership'],
  ['plc', 'public limited company'],
  ['llc', 'limited liability company'],
  ['cic', 'community interest company'],
  ['inc', 'incorporated', 'incorporee'],
  ['corp', 'corporation'],
  ['sarl', 'societe a responsabilite limitee'],
  ['sas', 'societe par actions simplifiee'],
  ['sasu', 'societe par actions simplifiee unipersonnelle'],
  ['eurl', 'entreprise unipersonnelle a responsabilite limitee'],
  ['earl'],
  ['sa', 'societe anonyme'],
  ['sci', 'societe civile immobiliere'],
  ['snc', 'societe en nom collectif'],
  ['scop'],
  ['scm'],
  ['gmbh', 'gesellschaft mit beschrankter haftung'],
  ['ggmbh'],
  ['gmbh & co kg'],
  ['ug', 'ug haftungsbeschrankt', 'unternehmergesellschaft haftungsbeschrankt', 'unternehmergesellschaft'],
  ['ag', 'aktiengesellschaft'],
  ['kg', 'kommanditgesellschaft'],
  ['ohg', 'offene handelsgesellschaft'],
  ['gbr'],
  ['bv', 'besloten vennootschap'],
  ['nv', 'naamloze vennootschap'],
  ['srl', 'societa a responsabilita limitata'],
  ['spa', 'societa per azioni'],
  ['oy', 'osakeyhtio'],
  ['ab', 'aktiebolag'],
  ['as', 'aksjeselskap'],
  ['aps', 'anpartsselskab'],
  ['sl', 'sociedad limitada'],
  ['sp z oo', 'spolka z ograniczona odpowiedzialnoscia'],
  ['ооо', 'общество с ограниченнои ответственностью'],
  ['пао'],
  ['ао'],
  ['зао'],
];

/** Forms that are also written in front of the name. */
const IN_FRONT = new Set([
  'sarl',
  'sas',
  'sasu',
  'eurl',
  'earl',
  'sa',
  'sci',
  'snc',
  'scop',
  'scm',
  'ооо',
  'пао',
  'ао',
  'зао',
]);

/** Also ordinary words, so a name with one is not the same as the name without it. */
const WORDS_TOO = new Set(['spa', 'as', 'ab', 'sl', 'lp', 'sa', 'ag', 'earl']);

/** Written without a blank, before or after the name. */
const EAST_ASIAN =
  /^(株式会社|有限会社|合同会社|주식회사|유한회사)|(株式会社|有限会社|合同会社|股份有限公司|有限公司|주식회사|유한회사)$/u;
const EAST_ASIAN_SHORT: readonly [RegExp, string][] = [
  [/\(株\)/gu, '株式会社'],
  [/\(有\)/gu, '有限会社'],
  [/\(合\)/gu, '合同会社'],
  [/\(주\)/gu, '주식회사'],
];

/** Letters that Unicode does not split into a plain letter and a mark. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ς: 'σ',
};

/** Where these cannot be typed, people write two letters as often as one. */
const AS_TWO: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

const AND = new Set(['&', 'and', 'et', 'und', 'og', 'och']);

interface Read {
  /** The name without its legal form. */
  core: string;
  form: string | null;
}

function read(name: string, umlauts: 'as-one' | 'as-two'): Read {
  let text = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    // Before splitting into words: S.A.R.L. is one, and so is L’Atelier with any apostrophe.
    .replace(/[.'’‘`´ʼ\u0640]|\u200C|\u200D/gu, '');
  if (umlauts === 'as-two') text = text.replace(/[äöüøå]/gu, (letter) => AS_TWO[letter] ?? letter);
  text = text
    .normalize('NFKD')
    // Accents are often left out. In other scripts a mark is a vowel or makes another letter.
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}]\p{M}*)\p{M}/gu, '')
    .replace(/(?<=[\p{Script=Cyrillic}]\p{M}*)\u0301|(?<=е)\u0308/gu, '')
    // Vowels that Arabic and Hebrew usually omit.
    .replace(/[\u064B-\u0652\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5]/gu, '')
    .replace(/[ßæœøłđðþıħŧŋĸς]/gu, (letter) => LETTERS[letter] ?? letter);
  for (const [short, whole] of EAST_ASIAN_SHORT) text = text.replace(short, whole.normalize('NFKD'));
  const words = text
    .replace(/&/gu, ' & ')
    .split(/[^\p{L}\p{N}\p{M}&]+/u)
    .filter((word) => word !== '')
    .map((word) => (AND.has(word) ? '&' : word));
  return inEastAsia(withoutForm(words));
}

/** Longer spellings first, so that "private limited" is not taken for "limited". */
const SPELLINGS = FORMS.flatMap((spellings) =>
  spellings.map((spelling) => ({ form: spellings[0] ?? spelling, words: spelling.split(' ') })),
).toSorted((one, other) => other.words.length - one.words.length);

function withoutForm(words: string[]): Read {
  for (const { form, words: spelling } of SPELLINGS) {
    // A name that consists of a legal form only is a name.
    if (spelling.length >= words.length) continue;
    const rest = words.length - spelling.length;
    if (spelling.every((word, at) => word === words[rest + at]))
      return { core: words.slice(0, rest).join(' '), form };
    if (IN_FRONT.has(form) && spelling.every((word, at) => word === words[at])) {
      return { core: words.slice(spelling.length).join(' '), form };
    }
  }
  return { core: words.join(' '), form: null };
}

function inEastAsia({ core, form }: Read): Read {
  // Spaces between these letters do not matter.
  const joined = core
    .normalize('NFC')
    .replace(
      /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu,
      '',
    );
  const found = EAST_ASIAN.exec(joined)?.[0];
  if (form !== null || found === undefined || found === joined) return { core: joined, form };
  return { core: joined.replace(EAST_ASIAN, '').trim(), form: found };
}

/** True for the same words and no different legal form. A missing form is not different, unless it is also a word. */
export function isSameName(one: string, other: string): boolean {
  return (
    (['as-one', 'as-two'] as const).some((mine) =>
      (['as-one', 'as-two'] as const).some((theirs) => isSame(read(one, mine), read(other, theirs))),
    ) ||
    // Names made of symbols alone are compared as they are.
    one.normalize('NFKC').trim() === other.normalize('NFKC').trim()
  );
}

function isSame(one: Read, other: Read): boolean {
  if (one.core !== other.core || one.core === '') return false;
  if (one.form === other.form) return true;
  if (one.form !== null && other.form !== null) return false;
  return !WORDS_TOO.has(one.form ?? other.form ?? '');
}

/** Of two names of one organisation, the one with a legal form: without it, the next name could have any form. */
export function fullerName(before: string, after: string): string {
  const says = (name: string) => read(name, 'as-one').form !== null;
  return says(before) && !says(after) && isSameName(before, after) ? before : after;
}

/**
 * Ids decide where both are known; else names do.
 * @param before the organisation that the customer last confirmed or connected; null at the first time
 * @param businessName the business's name here
 */
export function compareOrganisation(
  before: Organisation | null,
  after: Organisation,
  businessName: string,
): OrganisationVerdict {
  if (before === null) return isSameName(businessName, after.name) ? 'first-fits' : 'first-differs';
  if (before.id !== null && after.id !== null) return before.id === after.id ? 'same' : 'different';
  return isSameName(before.name, after.name) ? 'same' : 'different';
}
