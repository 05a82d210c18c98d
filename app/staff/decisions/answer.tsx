// Decision as staff read it: allowed or denied, the reason, and each event it rests on by number and hash, so that it can be compared with the ledger.

import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { WholeId } from '@/components/ui/short-id';
import { nameOfDataType } from '@/lib/domain/product/data-vocabulary';
import type { Locale } from '@/lib/domain/text/language';
import type { AskedMoment } from '@/lib/domain/text/moment';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import type { RecordedEvent, StaffDecision } from '@/lib/staff/get-decision';
import { actorWords } from '../actor';

interface Props {
  view: StaffDecision;
  question: { productId: string; dataType: string };
  asked: AskedMoment;
  locale: Locale;
}

export async function DecisionAnswer({ view, question, asked, locale }: Props) {
  const [t, m, none, format] = [
    await getTranslations('staff.decisions'),
    await getTranslations('why.form'),
    (await getTranslations('staff'))('none'),
    await getReaderFormat(),
  ];
  const { decision, basis, yes, connections } = view;
  const eventWords = await recordedWords();
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Notice
        tone={decision.outcome === 'allow' ? 'positive' : 'info'}
        title={t(decision.outcome, {
          when: asked.kind === 'past' ? 'then' : 'now',
          moment: format.moment(asked.at),
          product: view.product?.name[locale] ?? question.productId,
          data: nameOfDataType(question.dataType)[locale],
          business: view.businessName ?? '',
        })}
      >
        <p>{t(`because.${decision.reason}`)}</p>
        {asked.kind === 'future' ? <p>{m('future')}</p> : null}
      </Notice>
      <Facts
        facts={[
          { term: t('moment'), value: format.moment(asked.at) },
          { term: t('code'), value: <WholeId value={decision.reason} /> },
          { term: t('basis'), value: basis === null ? none : eventWords(basis) },
          { term: t('hash'), value: basis === null ? none : <WholeId value={basis.hash} /> },
          { term: t('yes'), value: yes === null ? none : eventWords(yes) },
          { term: t('yesHash'), value: yes === null ? none : <WholeId value={yes.hash} /> },
          {
            term: t('connections'),
            value:
              connections.length === 0
                ? none
                : format.list(
                    connections.map((c) =>
                      c.organisation ? `${c.platformName} (${c.organisation})` : c.platformName,
                    ),
                  ),
          },
          {
            term: t('until'),
            value: decision.validUntil === null ? none : format.moment(decision.validUntil),
          },
          { term: t('before'), value: t(decision.mayUseDataRead ? 'mayUse' : 'mayNotUse') },
        ]}
      />
    </section>
  );
}

async function recordedWords() {
  const [t, e, format, who] = [
    await getTranslations('staff.decisions'),
    await getTranslations('staff.event'),
    await getReaderFormat(),
    await actorWords(),
  ];
  return ({ seq, body }: RecordedEvent) =>
    t('event', {
      seq,
      what: e(body.event_type),
      moment: format.moment(new Date(body.event_time)),
      name: who(body.entity),
    });
}
