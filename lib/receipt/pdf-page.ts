// Page layout of a receipt PDF: size, typeface, columns, and the parts on every page.
import PDFDocument from 'pdfkit';
import { readFace } from './pdf-faces';

/** In points; A4 is 595 by 842. */
export const SIDE = 56;
const TOP = 52;
const BOTTOM = 64;
export const WIDTH = 595.28 - 2 * SIDE;
export const FLOOR = 841.89 - BOTTOM;

export const INK = '#14191f';
export const INK_SOFT = '#505a66';
export const LINE = '#d3d8de';

interface Facts {
  title: string;
  author: string;
  language: string;
  createdAt: Date;
  /** Under names that PDF viewers ignore. */
  extra: Record<string, string>;
}

/** Tagged, with a language and a title, so that it can be read aloud; the same facts give the same bytes. */
export function openDocument({ title, author, language, createdAt, extra }: Facts): PDFKit.PDFDocument {
  // Its types lack the option for PDF/UA.
  const options: Omit<PDFKit.PDFDocumentOptions, 'subset'> & { subset: string } = {
    size: 'A4',
    margins: { top: TOP, bottom: 0, left: SIDE, right: SIDE },
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    // Without it the built-in Helvetica would be loaded, which PDF/UA forbids because it is not embedded.
    font: readFace('text') as unknown as string,
    info: { Title: title, Author: author, CreationDate: createdAt, ModDate: createdAt, ...extra },
  };
  const document = new PDFDocument(options as PDFKit.PDFDocumentOptions);
  document.registerFont('text', readFace('text')).registerFont('strong', readFace('strong'));
  return document;
}

export async function pdfBytes(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  document.end();
  await done;
  return Buffer.concat(chunks);
}
