// Words of reading progress in the reader's language: the page and the stream both take them from here, so they say the same.
import 'server-only';
import { getLocale } from 'next-intl/server';
import type { SyncProgress } from '@/components/live-progress';
import type { ProgressGroup, ProgressLine } from '@/components/ui/progress-list';
import { nameOfDataType } from '@/lib/domain/product/data-vocabulary';
import { type GroupProgress, statesIn, type TypeProgress } from '@/lib/domain/reading/read-groups';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { sendsMail } from '@/lib/mail/mailer';
import type { Reads } from '@/lib/reading/get-reads';
import { getEnv } from '@/lib/runtime/env';

/** @param hasAddress the reader has an e-mail address; without one no letter is promised */
export async function getProgressWords(hasAddress: boolean): Promise<(reads: Reads) => SyncProgress> {
  const [t, d, format, locale] = [
    await getTranslations('reading'),
    await getTranslations('done'),
    await getReaderFormat(),
    await getLocale(),
  ];

  const isWritten = hasAddress && sendsMail(getEnv());

  const whenOf = (at: Date) =>
    format.isToday(at) ? t('at', { time: format.time(at) }) : t('on', { day: format.shortDay(at) });

  function lineOf({ id, state, readAt, problem }: TypeProgress, platform: string): ProgressLine {
    const when = readAt === null ? null : whenOf(readAt);
    const name = nameOfDataType(id)[locale];
    switch (state) {
      case 'ready':
        return { id, name, state, text: when === null ? d('state.ready') : t('line.read', { when }) };
      case 'reading':
      case 'waiting':
        return { id, name, state, text: when === null ? d(`state.${state}`) : t('line.again', { when }) };
      case 'not-offered':
        return { id, name, state, text: t('line.not-offered', { platform }) };
      case 'problem':
        return { id, name, state, text: t(`line.${problem ?? 'later'}`, { platform }) };
      default:
        return state satisfies never;
    }
  }

  function groupOf({ id, sourceType, label, state, types, platforms }: GroupProgress): ProgressGroup {
    const platform = format.list(platforms);
    const [name, isPartly] = [
      label[locale],
      state === 'problem' && types.some((one) => one.state === 'ready'),
    ];
    const stateText = isPartly ? t('partly') : d(`state.${state}`, { platform });
    const bad = [...new Set(types.flatMap(({ problem }) => problem ?? []))];
    return {
      id: `${sourceType} ${id}`,
      name,
      state,
      stateText,
      lines: types.map((type) => lineOf(type, platform)),
      note: bad.length === 0 ? null : bad.map((problem) => t(`note.${problem}`, { platform })).join(' '),
      said: t('said', { name, state: stateText }),
    };
  }

  function summaryOf({ groups, isSettled, isFirst }: Reads): string {
    const platform = format.list([...new Set(groups.flatMap(({ platforms }) => platforms))]);
    const states = statesIn(groups);
    if (!isSettled) {
      return isFirst && isWritten ? `${d('railReading')} ${t('write')}` : d('railReading');
    }
    if (states.includes('problem')) return states.includes('ready') ? d('railPartly') : t('nothing');
    return states.includes('ready') ? d('railReady', { platform }) : t('none', { platform });
  }

  return (reads) => ({
    summary: summaryOf(reads),
    problem: reads.isAnswered ? null : d('railUnchecked'),
    groups: reads.groups.map(groupOf),
    isSettled: reads.isSettled,
  });
}
