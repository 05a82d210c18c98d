// Drawing of a receipt PDF: rows of facts, the QR code with its explanation, the footer.
import type { ReceiptFact } from '../domain/receipt/receipt-words';
import { FLOOR, INK, INK_SOFT, LINE, SIDE, WIDTH } from './pdf-page';
import { drawText, textHeight } from './pdf-text';
import type { ReceiptCode } from './receipt-link';

type Document = PDFKit.PDFDocument;
type Parent = PDFKit.PDFStructureElement;

const TERM_WIDTH = 138;
const VALUE_X = SIDE + TERM_WIDTH + 14;
const VALUE_WIDTH = WIDTH - TERM_WIDTH - 14;
const ROW_GAP = 5;
const LINE_GAP = 2;
const TERM_SIZE = 9.5;
const TERMS = { face: 'text', size: TERM_SIZE, width: TERM_WIDTH, lineGap: LINE_GAP } as const;
const VALUES = { face: 'text', width: VALUE_WIDTH, lineGap: LINE_GAP } as const;

const valueStyle = (fact: ReceiptFact) => ({ ...VALUES, size: fact.isCode ? 8 : TERM_SIZE });

/** Starts a new page if the part does not fit below; a row is never split. */
export function makeRoom(document: Document, height: number): void {
  if (document.y + height > FLOOR) document.addPage();
}

export function drawHeading(document: Document, parent: Parent, text: string, roomBelow = 40): void {
  makeRoom(document, 30 + roomBelow);
  document.y += 10;
  rule(document);
  parent.add(
    document.struct('H2', {}, () => {
      document.fillColor(INK);
      drawText(document, text, SIDE, document.y, { face: 'strong', size: 11, width: WIDTH });
    }),
  );
  document.y += 6;
}

/** Lines are marked as artifacts, so that screen readers skip them. */
export function rule(document: Document): void {
  document.markContent('Artifact', { type: 'Layout' });
  const { y } = document;
  document
    .moveTo(SIDE, y)
    .lineTo(SIDE + WIDTH, y)
    .lineWidth(0.7)
    .strokeColor(LINE)
    .stroke();
  document.endMarkedContent();
  document.y = y + 10;
}

/** The height of a list of facts, so that related facts can be kept together. */
export function heightOf(document: Document, facts: readonly ReceiptFact[]): number {
  return facts.reduce((sum, fact) => sum + rowHeight(document, fact), 0);
}

export function drawFacts(document: Document, parent: Parent, facts: readonly ReceiptFact[]): void {
  const list = document.struct('L');
  parent.add(list);
  for (const fact of facts) drawFact(document, list, fact);
  list.end();
}

function lineHeights(document: Document, fact: ReceiptFact): number[] {
  return fact.lines.map((line) => textHeight(document, line, valueStyle(fact)) + LINE_GAP);
}

function rowHeight(document: Document, fact: ReceiptFact): number {
  const height = lineHeights(document, fact).reduce((sum, each) => sum + each, 0);
  return Math.max(height, textHeight(document, fact.term, TERMS) + LINE_GAP) + ROW_GAP;
}

function drawFact(document: Document, list: Parent, fact: ReceiptFact): void {
  const height = rowHeight(document, fact);
  makeRoom(document, height);
  const top = document.y;
  list.add(
    document.struct('LI', {}, [
      document.struct('Lbl', {}, () => {
        document.fillColor(INK_SOFT);
        drawText(document, fact.term, SIDE, top, TERMS);
      }),
      document.struct('LBody', {}, () => {
        const heights = lineHeights(document, fact);
        document.fillColor(INK);
        let y = fact.isCode ? top + 1 : top;
        for (const [index, line] of fact.lines.entries()) {
          drawText(document, line, VALUE_X, y, valueStyle(fact));
          y += heights[index] ?? 0;
        }
      }),
    ]),
  );
  document.y = top + height;
}

/** Half a millimetre: phones can read that from paper. A code with less data has larger squares. */
const SQUARE = 1.4;
const SMALL_CODE_SIDE = 110;
const QUIET_SQUARES = 4;

export const codeSide = ({ size }: ReceiptCode) =>
  Math.max(SMALL_CODE_SIDE, SQUARE * (size + 2 * QUIET_SQUARES));

/** The code at the right, as a single shape, so that printers draw no seams between its squares. */
export function drawCode(document: Document, parent: Parent, code: ReceiptCode, alt: string): void {
  const side = codeSide(code);
  const square = side / (code.size + 2 * QUIET_SQUARES);
  const [left, top] = [SIDE + WIDTH - side + QUIET_SQUARES * square, document.y + QUIET_SQUARES * square];
  parent.add(
    document.struct('Figure', { alt }, () => {
      for (let row = 0; row < code.size; row += 1) {
        for (let column = 0; column < code.size; column += 1) {
          if (!code.isDark(row, column)) continue;
          let run = 1;
          while (column + run < code.size && code.isDark(row, column + run)) run += 1;
          document.rect(left + column * square, top + row * square, run * square, square);
          column += run;
        }
      }
      document.fill('#000000');
    }),
  );
}

/** Drawn last, when the number of pages is known. */
export function drawFeet(
  document: Document,
  left: string,
  right: (page: number, of: number) => string,
): void {
  const { start, count } = document.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    document.switchToPage(index);
    document.markContent('Artifact', { type: 'Pagination' });
    document.font('text').fontSize(8).fillColor(INK_SOFT);
    const y = FLOOR + 26;
    document.text(left, SIDE, y, { width: WIDTH - 90, lineBreak: false });
    document.text(right(index + 1, count), SIDE + WIDTH - 90, y, {
      width: 90,
      align: 'right',
      lineBreak: false,
    });
    document.endMarkedContent();
  }
}
