import { inflateRawSync } from 'node:zlib';
import jsqr from 'jsqr';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it, vi } from 'vitest';
import { sampleReceipt, sampleReceiptEvent, signedReceipt } from '@/e2e/sample-receipts';
import type { Receipt } from '../domain/receipt/receipt';
import { readReceiptFile } from '../domain/receipt/receipt-file';
import { bytesOfDigits, packJws, splitPacked } from '../domain/receipt/receipt-link';
import { receiptWords } from '../domain/receipt/receipt-words';
import { type ReceiptCode, receiptCode } from './receipt-link';
import { renderReceiptPdf } from './render-pdf';

const VERIFY = 'https://consent.meridian.example/verify';

/** What a camera reads from the drawn code. */
function scan({ size, isDark }: ReceiptCode): string | undefined {
  const [square, quiet] = [4, 4];
  const width = (size + 2 * quiet) * square;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [row, column] = [Math.floor(y / square) - quiet, Math.floor(x / square) - quiet];
      const isInside = row >= 0 && column >= 0 && row < size && column < size;
      if (isInside && isDark(row, column)) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return jsqr(pixels, width, width)?.data;
}

async function paper(receipt: Receipt) {
  const jws = await signedReceipt(receipt);
  const bytes = await renderReceiptPdf(receipt, jws, VERIFY);
  const pdf = await getDocumentProxy(Uint8Array.from(bytes));
  const { text } = await extractText(pdf, { mergePages: true });
  return { jws, bytes, pdf, text: text.replaceAll(/\s+/g, '') };
}

describe.each(['en', 'fr'] as const)('the paper in %s', (language) => {
  it.each(['given', 'withdrawn'] as const)(
    'says every fact of «%s», in text that can be selected',
    async (type) => {
      const receipt = sampleReceipt(sampleReceiptEvent(type, language));
      const { text, pdf } = await paper(receipt);
      const { title, lead, sections } = receiptWords(receipt);
      const facts = sections.flatMap(({ heading, facts: all }) => [
        heading ?? '',
        ...all.flatMap(({ term, lines }) => [term, ...lines]),
      ]);
      const plain = (words: string) => words.replaceAll(/\s+/g, '');
      for (const words of [title, lead, ...facts].map(plain)) expect(text).toContain(words);
      expect(pdf.numPages).toBeLessThanOrEqual(2);
    },
  );

  it('has a title, a language and tags, and the signed line for whoever checks the file', async () => {
    const receipt = sampleReceipt(sampleReceiptEvent('given', language));
    const { bytes, jws, pdf } = await paper(receipt);
    const raw = new TextDecoder('latin1').decode(bytes);
    expect(raw).toContain(`/Lang (${language})`);
    expect(raw).toContain('/StructTreeRoot');
    expect(((await pdf.getMetadata()).info as { Title: string }).Title).toBe(receiptWords(receipt).title);
    expect(readReceiptFile(raw)).toEqual({ jws });
  });
});

it('is the same, byte for byte, each time it is drawn', async () => {
  const [receipt, jws] = [sampleReceipt(), await signedReceipt()];
  const [first, second] = [
    await renderReceiptPdf(receipt, jws, VERIFY),
    await renderReceiptPdf(receipt, jws, VERIFY),
  ];
  expect(Buffer.compare(first, second)).toBe(0);
});

it('carries a code that leads to the check and holds the whole receipt', async () => {
  const [receipt, jws] = [sampleReceipt(), await signedReceipt()];
  const code = receiptCode(receipt, jws, VERIFY);
  expect(code.isWhole).toBe(true);
  const [address, fragment = ''] = (scan(code) ?? '').split('#');
  expect(address).toBe(VERIFY);
  const { signature, compressed } = splitPacked(bytesOfDigits(fragment) ?? new Uint8Array());
  expect(packJws({ signature, text: Uint8Array.from(inflateRawSync(compressed)) })).toBe(jws);
});

it('carries number and hash when the receipt is too large for a code', async () => {
  const event = sampleReceiptEvent();
  // Nothing in it repeats, so it cannot be made smaller.
  const many = Array.from({ length: 80 }, () => ({
    id: crypto.randomUUID(),
    text: crypto.randomUUID(),
    lawful_basis: 'consent',
  }));
  const receipt = sampleReceipt({ ...event, purposes: many });
  const code = receiptCode(receipt, await signedReceipt(receipt), VERIFY);
  expect(code.isWhole).toBe(false);
  expect(scan(code)).toBe(`${VERIFY}#r=${receipt.header.receipt_id}.${receipt.ledger.hash}`);
  expect((await paper(receipt)).pdf.numPages).toBeGreaterThan(2);
});

describe('names in any script', () => {
  /** All in one receipt: each typeface is read once. */
  const drawn = async (names: string[]) => {
    const purposes = names.map((text, index) => ({ id: `p${index}`, text, lawful_basis: 'consent' }));
    return paper(sampleReceipt({ ...sampleReceiptEvent(), purposes, business_name: names[0] ?? '' }));
  };
  const lettersOf = (text: string) => [...text.replaceAll(/\s+/g, '')];

  it('can be read and copied', async () => {
    const names = [
      '株式会社カフェ',
      '北京茶館有限公司',
      '카페 주식회사',
      'ร้านกาแฟ',
      'Ελληνικά Λόδι',
      'Кафе «Лада»',
      'Phở Hà Nội',
      'Boulangerie « Tremblay » 🥐',
      'Famille 👨‍👩‍👧‍👦 🇫🇷',
    ];
    const { text } = await drawn(names);
    for (const name of names) expect(text).toContain(name.replaceAll(/\s+/g, ''));
    expect(text).not.toContain('[U+');
  });

  it('have every letter of theirs where readers tell the order of shapes, or of right-to-left words, by themselves', async () => {
    const names = ['مطعم النخيل', 'בית קפה', 'किरण स्टोर्स', 'কফি হাউস', 'கடை', 'Nord مطعم 24 Süd'];
    const { text } = await drawn(names);
    for (const letter of names.flatMap(lettersOf)) expect(text).toContain(letter);
    expect(text).not.toContain('[U+');
  });

  it('are spelled by their codes where no typeface can draw them', async () => {
    const { text } = await drawn(['Linear \u{10000} B']);
    expect(text).toContain('Linear[U+10000]B');
    // Where they stand as they are is named beside them, and nowhere else.
    expect(text).toMatch(/Thesignedfile\S+\.jsonholdsthecharacteritself/);
    expect((await drawn(['Boulangerie 🥐'])).text).not.toContain('holdsthecharacter');
  });

  it('are broken between characters when they are long', async () => {
    const long = ['株式会社カフェ'.repeat(22), '👨‍👩‍👧‍👦'.repeat(60), 'مطعم'.repeat(40)];
    const { pdf } = await drawn([`${'x'.repeat(158)}é`, ...long]);
    const { items } = await (await pdf.getPage(1)).getTextContent();
    const ends = items.flatMap((item) => ('str' in item ? [item.transform[4] + item.width] : []));
    expect(Math.max(...ends)).toBeLessThanOrEqual(595.28 - 55);
  });

  it('cost a Latin receipt nothing: no typeface but Inter is read', async () => {
    vi.resetModules();
    const [{ loadedFaces }, fresh] = [await import('./pdf-faces'), await import('./render-pdf')];
    const receipt = sampleReceipt({ ...sampleReceiptEvent(), business_name: 'Kestrel Coffee' });
    await fresh.renderReceiptPdf(receipt, await signedReceipt(receipt), VERIFY);
    expect(loadedFaces().sort()).toEqual(['strong', 'text']);
  });
});
