// Name matching: whether two names mean the same organisation, asked each time one is connected. Spelling may differ, a word or a legal form may not.

export interface Organisation {
  name: string;
  /** The platform's own id of it, where it passes one on. */
  id: string | null;
}

export type OrganisationVerdict =
  | 'same'
  /** Nothing was connected before, and it is called as the business is. */
  | 'first-fits'
  /** Nothing was connected before, and its name is another: trading names often differ from legal ones. */
  | 'first-differs'
  /** Another organisation than before. */
  | 'different';

/** Legal forms, each with the spellings of this one form, as they are once case, accents and dots are gone. */
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

/** Written in front too. */
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

/** Ordinary words as well, so that a name with it is not the same as one without. */
const WORDS_TOO = new Set(['spa', 'as', 'ab', 'sl', 'lp', 'sa', 'ag', 'earl']);

/** Written without a blank, before or after. */
const EAST_ASIAN =
  /^(株式会社|有限会社|合同会社|주식회사|유한회사)|(株式会社|有限会社|合同会社|股份有限公司|有限公司|주식회사|유한회사)$/u;
const EAST_ASIAN_SHORT: readonly [RegExp, string][] = [
  [/\(株\)/gu, '株式会社'],
  [/\(有\)/gu, '有限会社'],
  [/\(合\)/gu, '合同会社'],
  [/\(주\)/gu, '주식회사'],
];

/** Letters that do not come apart into a plain one and its mark. */
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

/** Where they cannot be typed, two letters stand for them as often as one. */
const AS_TWO: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

const AND = new Set(['&', 'and', 'et', 'und', 'og', 'och']);

interface Read {
  /** What it is called, apart from its legal form. */
  core: string;
  form: string | null;
}

function read(name: string, umlauts: 'as-one' | 'as-two'): Read {
  let text = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    // Before words are told apart: S.A.R.L. is one, and so is L’Atelier with any apostrophe.
    .replace(/[.'’‘`´ʼ\u0640]|\u200C|\u200D/gu, '');
  if (umlauts === 'as-two') text = text.replace(/[äöüøå]/gu, (letter) => AS_TWO[letter] ?? letter);
  text = text
    .normalize('NFKD')
    // An accent is left out at will. In other scripts a mark is a vowel or makes another letter.
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}]\p{M}*)\p{M}/gu, '')
    .replace(/(?<=[\p{Script=Cyrillic}]\p{M}*)\u0301|(?<=е)\u0308/gu, '')
    // Vowels that Arabic and Hebrew are usually written without.
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

/** Longer spellings first: a private limited company is no limited one. */
const SPELLINGS = FORMS.flatMap((spellings) =>
  spellings.map((spelling) => ({ form: spellings[0] ?? spelling, words: spelling.split(' ') })),
).toSorted((one, other) => other.words.length - one.words.length);

function withoutForm(words: string[]): Read {
  for (const { form, words: spelling } of SPELLINGS) {
    // A name that is nothing but a form is a name.
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
  // Blanks between these letters are a matter of taste.
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

/** The same words, and no other legal form; one that is left out is no other, unless it is a word as well. */
export function isSameName(one: string, other: string): boolean {
  return (
    (['as-one', 'as-two'] as const).some((mine) =>
      (['as-one', 'as-two'] as const).some((theirs) => isSame(read(one, mine), read(other, theirs))),
    ) ||
    // A name of signs alone is compared as it is.
    one.normalize('NFKC').trim() === other.normalize('NFKC').trim()
  );
}

function isSame(one: Read, other: Read): boolean {
  if (one.core !== other.core || one.core === '') return false;
  if (one.form === other.form) return true;
  if (one.form !== null && other.form !== null) return false;
  return !WORDS_TOO.has(one.form ?? other.form ?? '');
}

/** Of two names of one organisation, the one that says its legal form: else a name without it would let another form follow. */
export function fullerName(before: string, after: string): string {
  const says = (name: string) => read(name, 'as-one').form !== null;
  return says(before) && !says(after) && isSameName(before, after) ? before : after;
}

/**
 * Ids decide where both are known; else names do.
 * @param before what the customer last confirmed or connected; null at the first time
 * @param businessName what the business is called here
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
