// Verdict on a receipt in one plain sentence, with the signed facts below it.

import type { ReactNode } from 'react';
import { ReceiptFacts } from '@/components/receipt-facts';
import { Notice, type NoticeTone } from '@/components/ui/notice';
import type { Locale } from '@/lib/domain/text/language';
import { dateWords, regionOf, type SitePlace } from '@/lib/domain/text/site-time';
import type { Answer } from './verdict';

type Told = Exclude<Answer['kind'], 'idle'>;

export interface ResultWords {
  title: Record<Told, string>;
  /** The browser fills in `{key}`, `{date}` and `{receipt}`, since only it knows them. */
  text: Record<Told, string>;
  signed: string;
  today: string;
  /** Language of dates and numbers, which the browser fills in. */
  language: Locale;
  place: SitePlace;
}

const TONES: Record<Told, NoticeTone> = {
  genuine: 'positive',
  'retired-key': 'positive',
  late: 'critical',
  altered: 'critical',
  'unknown-key': 'critical',
  unreadable: 'caution',
  unable: 'caution',
  busy: 'caution',
  empty: 'caution',
  reference: 'info',
  another: 'caution',
};

export function Result({ answer, words }: { answer: Answer; words: ResultWords }) {
  if (answer.kind === 'idle') return null;
  const isGenuine = answer.kind === 'genuine' || answer.kind === 'retired-key';
  return (
    <div className="grid gap-6">
      <Notice tone={TONES[answer.kind]} title={words.title[answer.kind]}>
        <p>{fill(words.text[answer.kind], valuesOf(answer, words))}</p>
      </Notice>
      {isGenuine ? (
        <div className="grid gap-3">
          <h2 className="font-semibold text-18">{words.signed}</h2>
          <ReceiptFacts receipt={answer.receipt} />
          <p className="text-14 text-ink-soft">{words.today}</p>
        </div>
      ) : null}
    </div>
  );
}

function valuesOf(answer: Answer, { language, place }: ResultWords): Record<string, ReactNode> {
  const code = (text: string) => <span className="break-all font-mono text-14">{text}</span>;
  switch (answer.kind) {
    case 'retired-key':
    case 'late': {
      const { kid, retired_at: retired } = answer.key;
      const date = retired === undefined ? '' : dateWords(language, place).day(new Date(retired));
      return { key: code(kid), date };
    }
    case 'unknown-key':
      return { key: code(answer.keyId.slice(0, 64)) };
    case 'busy': {
      const minutes = new Intl.NumberFormat(regionOf(language, place), {
        style: 'unit',
        unit: 'minute',
        unitDisplay: 'long',
      });
      return { wait: minutes.format(Math.ceil(answer.seconds / 60)) };
    }
    case 'reference':
    case 'another':
      return { receipt: code(answer.reference.receiptId) };
    default:
      return {};
  }
}

/** Fills `{name}` with an element. */
function fill(sentence: string, values: Record<string, ReactNode>): ReactNode[] {
  return sentence.split(/\{(\w+)\}/).map((part, index) => {
    const key = `${index}`;
    return <span key={key}>{index % 2 === 0 ? part : values[part]}</span>;
  });
}
