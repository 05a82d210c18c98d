// PDF renderer of a receipt: the same facts as the signed file, and a QR code that leads to its verification.
import type { Receipt } from '../domain/receipt/receipt';
import { receiptFileName } from '../domain/receipt/receipt-file';
import { RECEIPT_PHRASES } from '../domain/receipt/receipt-phrases';
import { receiptWords } from '../domain/receipt/receipt-words';
import { INK, INK_SOFT, openDocument, pdfBytes, SIDE, WIDTH } from './pdf-page';
import { codeSide, drawCode, drawFacts, drawFeet, drawHeading, heightOf, makeRoom } from './pdf-parts';
import { drawText, isSpelledOut } from './pdf-text';
import { type ReceiptCode, receiptCode } from './receipt-link';

/** The signed line's name in the document, so that the file itself can be verified. */
const SIGNED_LINE = 'ConsentReceipt';

/**
 * A4, in the language in which the customer was asked.
 * @param verifyUrl address of the page that verifies receipts, such as `https://bank.example/verify`
 */
export async function renderReceiptPdf(
  receipt: Receipt,
  jws: string,
  verifyUrl: string,
): Promise<Uint8Array> {
  const { language } = receipt.header;
  const [words, p] = [receiptWords(receipt), RECEIPT_PHRASES[language]];
  const author = receipt.party_identification.find(({ party_role: role }) => role === 'pii_controller');
  const document = openDocument({
    title: words.title,
    author: author?.party_name ?? '',
    language,
    createdAt: new Date(receipt.event.event_time),
    extra: { [SIGNED_LINE]: jws },
  });
  const root = document.struct('Document');
  document.addStructure(root);
  const paragraph = (tag: string, face: 'text' | 'strong', size: number, colour: string, text: string) =>
    root.add(
      document.struct(tag, {}, () => {
        document.fillColor(colour);
        drawText(document, text, SIDE, document.y, { face, size, width: WIDTH });
      }),
    );
  paragraph('P', 'strong', 11, INK_SOFT, author?.party_name ?? '');
  document.y += 14;
  paragraph('H1', 'strong', 20, INK, words.title);
  document.y += 4;
  paragraph('P', 'text', 12, INK, words.lead);
  document.y += 14;
  for (const section of words.sections) {
    // The proof stays on one page; other parts may continue on the next.
    const room = section.id === 'proof' ? heightOf(document, section.facts) : undefined;
    if (section.heading !== null) drawHeading(document, root, section.heading, room);
    drawFacts(document, root, section.facts);
  }
  const shown = [
    words.title,
    words.lead,
    ...words.sections.flatMap(({ facts }) => facts.flatMap(({ lines }) => lines)),
  ];
  if (shown.some((text) => isSpelledOut(text, 'text'))) {
    document.y += 10;
    paragraph('P', 'text', 9.5, INK_SOFT, p.spelledOut(`${receiptFileName(receipt)}.json`));
  }
  drawCheck(document, root, receipt, receiptCode(receipt, jws, verifyUrl), verifyUrl);
  root.end();
  drawFeet(document, `${p.receipt} ${receipt.header.receipt_id}`, p.page);
  return pdfBytes(document);
}

function drawCheck(
  document: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  receipt: Receipt,
  code: ReceiptCode,
  verifyUrl: string,
): void {
  const p = RECEIPT_PHRASES[receipt.header.language];
  const side = codeSide(code);
  makeRoom(document, side + 50);
  drawHeading(document, root, p.check, side);
  const top = document.y;
  drawCode(document, root, code, p.code);
  const address = verifyUrl.replace(/^https?:\/\//, '');
  root.add(
    document.struct('P', {}, () => {
      document.font('text').fontSize(9.5).fillColor(INK);
      const text = code.isWhole ? p.checkScan(address) : p.checkFile(address);
      document.text(text, SIDE, top + 8, { width: WIDTH - side - 16, lineGap: 2 });
    }),
  );
}
