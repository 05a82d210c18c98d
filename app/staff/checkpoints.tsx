// Ledger checkpoints for staff: when the last one was written, and each fault that they reveal.
import { Notice } from '@/components/ui/notice';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import type { CheckpointFault } from '@/lib/ledger/audit-checkpoints';
import type { CheckpointState } from '@/lib/ledger/checkpoint-state';

type Words = Awaited<ReturnType<typeof getTranslations<'staff.checkpoint'>>>;

function sentenceOf(t: Words, fault: CheckpointFault): string {
  switch (fault.kind) {
    case 'checkpoint-missing':
      return t('missing', { count: fault.to - fault.from + 1 });
    case 'checkpoint-refused':
    case 'checkpoint-fork':
      return t('refused', { number: fault.number });
    case 'checkpoint-overdue':
      return t('overdue');
    case 'checkpoint-unreadable':
      return t('unreadable', { problem: fault.problem });
    default:
      return fault satisfies never;
  }
}

export async function Checkpoints({ state }: { state: CheckpointState | null }) {
  const [t, format] = [await getTranslations('staff.checkpoint'), await getReaderFormat()];
  if (state === null) return <p className="text-14 text-ink-soft">{t('none')}</p>;
  const { writtenAt, faults, lost } = state;
  const last = writtenAt === null ? t('never') : t('last', { moment: format.moment(writtenAt) });
  if (faults.length === 0 && lost.count === 0) return <p className="text-14 text-ink-soft">{last}</p>;
  const sentences = [
    ...(lost.count === 0 ? [] : [t('lost', { count: lost.count, ids: lost.first.join(' · ') })]),
    ...faults.map((fault) => sentenceOf(t, fault)),
  ];
  return (
    <Notice tone="critical" title={t('broken')}>
      <p>{t('brokenText')}</p>
      <ul className="list-disc pl-5">
        {sentences.map((sentence) => (
          <li key={sentence} className="break-words">
            {sentence}
          </li>
        ))}
      </ul>
      <p>{last}</p>
    </Notice>
  );
}
