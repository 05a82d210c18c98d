// The tables of one business: agreements, connections, and the record as it was written.
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { STANDING_TONES } from '@/components/consent-card';
import { DataTable } from '@/components/ui/data-table';
import { ShortId } from '@/components/ui/short-id';
import { Status } from '@/components/ui/status';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import type { StaffBusiness } from '@/lib/staff/get-business';
import { actorWords } from '../../actor';

function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 className="font-semibold text-18">{title}</h2>
      {lead ? <p className="text-14 text-ink-soft">{lead}</p> : null}
      {children}
    </section>
  );
}

export async function Agreements({ view }: { view: StaffBusiness }) {
  const [t, s, format, locale] = [
    await getTranslations('staff.business'),
    await getTranslations('staff.standing'),
    await getReaderFormat(),
    await getLocale(),
  ];
  return (
    <Section title={t('agreements')}>
      {view.agreements.length === 0 ? (
        <p className="text-ink-soft">{t('noAgreements')}</p>
      ) : (
        <DataTable
          label={t('agreements')}
          columns={[t('product'), t('standing'), t('agreedOn'), t('endsOn'), t('version'), t('seq')]}
          rows={view.agreements.map(({ product, consent, standing, agreedAt }) => ({
            key: product.id,
            cells: [
              product.name[locale],
              <Status key="standing" tone={STANDING_TONES[standing]}>
                {s(standing)}
              </Status>,
              agreedAt === null ? '–' : format.day(agreedAt),
              consent.expiresAt === null
                ? agreedAt === null
                  ? '–'
                  : t('once')
                : format.day(consent.expiresAt),
              consent.productVersion,
              consent.eventSeq,
            ],
          }))}
        />
      )}
    </Section>
  );
}

export async function Connections({ view }: { view: StaffBusiness }) {
  const [t, s, format] = [
    await getTranslations('staff'),
    await getTranslations('sources'),
    await getReaderFormat(),
  ];
  const moment = (at: Date | null) => (at === null ? '–' : format.moment(at));
  return (
    <Section title={t('business.connections')}>
      {view.connections.length === 0 ? (
        <p className="text-ink-soft">{t('business.noConnections')}</p>
      ) : (
        <DataTable
          label={t('business.connections')}
          columns={[
            ...[t('business.platform'), t('business.organisation'), t('business.kind'), t('business.state')],
            ...[t('business.firstLinked'), t('business.checked')],
          ]}
          rows={view.connections.map((connection) => ({
            key: connection.id,
            cells: [
              connection.platformName,
              connection.organisation ?? '–',
              s(`name.${connection.sourceType}`),
              connection.doubt ? t(`doubt.${connection.doubt}`) : t(`connection.${connection.state}`),
              moment(connection.firstLinkedAt),
              moment(connection.checkedAt),
            ],
          }))}
        />
      )}
    </Section>
  );
}

export async function LedgerTable({ view }: { view: StaffBusiness }) {
  const [t, e, format, who] = [
    await getTranslations('staff.business'),
    await getTranslations('staff.event'),
    await getReaderFormat(),
    await actorWords(),
  ];
  if (view.events === 0) {
    return (
      <Section title={t('record')}>
        <p className="text-ink-soft">{t('noRecord')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('record')} lead={t('recordLead', { shown: view.record.length, count: view.events })}>
      <DataTable
        label={t('record')}
        columns={[t('seq'), t('when'), t('what'), t('product'), t('who'), t('hash'), t('receipt')]}
        rows={view.record.map(({ seq, hash, body, hasReceipt }) => ({
          key: String(seq),
          cells: [
            seq,
            <span key="when" className="whitespace-nowrap">
              {format.moment(new Date(body.event_time))}
            </span>,
            e(body.event_type),
            body.service.name,
            who(body.entity),
            <ShortId key="hash" value={hash} />,
            hasReceipt ? t('receiptYes') : '–',
          ],
        }))}
      />
    </Section>
  );
}
