// Facts of a receipt, in the words and the language of the receipt itself.
import type { Receipt } from '@/lib/domain/receipt/receipt';
import { receiptWords } from '@/lib/domain/receipt/receipt-words';

export function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  const { title, lead, sections } = receiptWords(receipt);
  return (
    <div
      lang={receipt.header.language}
      className="grid gap-6 rounded-card border border-line bg-surface p-5 sm:p-6"
    >
      <div className="grid gap-1">
        <h3 className="font-semibold text-22">{title}</h3>
        <p>{lead}</p>
      </div>
      {sections.map(({ id, heading, facts }) => (
        <div key={id} className="grid gap-3 border-line border-t pt-5">
          {heading === null ? null : <h4 className="font-semibold">{heading}</h4>}
          <dl className="grid gap-3">
            {facts.map(({ term, lines, isCode }) => (
              <div key={term} className="grid gap-x-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
                <dt className="text-ink-soft">{term}</dt>
                <dd className={isCode ? 'break-all font-mono text-14 leading-6' : 'tabular'}>
                  {lines.map((line) => (
                    <span key={line} className="block">
                      {line}
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}
