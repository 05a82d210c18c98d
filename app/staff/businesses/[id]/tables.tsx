// Tables of one business for staff: agreements, connections, and the ledger as it was written.
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { STANDING_TONES } from '@/components/consent-card';
import { DataTable } from '@/components/ui/data-table';
import { ShortId } from '@/components/ui/short-id';
import { Status } from '@/components/ui/status';
import { mayDelete, mayDisconnect } from '@/lib/domain/connection/connection';
import { decidePause, decideWithdraw } from '@/lib/domain/consent/consent';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import type { RequestAct } from '@/lib/staff/act-on-request';
import type { StaffBusiness } from '@/lib/staff/get-business';
import { Turn } from '../../../turn';
import { actorWords } from '../../actor';

interface SectionProps {
  id?: string;
  title: string;
  lead?: string;
  children: ReactNode;
}

function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section id={id} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 className="font-semibold text-18">{title}</h2>
      {lead ? <p className="text-14 text-ink-soft">{lead}</p> : null}
      {children}
    </section>
  );
}

type Agreement = StaffBusiness['agreements'][number];

function placeOfRequest({ business }: StaffBusiness, act: RequestAct, subject: string): string {
  return `/staff/businesses/${business.id}/on-request/${act}/${subject}`;
}

function RequestLinks({ links }: { links: readonly { href: string; label: string }[] }) {
  if (links.length === 0) return '–';
  return (
    <span className="flex flex-wrap gap-x-3">
      {links.map(({ href, label }) => (
        <a key={href} href={href} className="link whitespace-nowrap">
          {label}
        </a>
      ))}
    </span>
  );
}

export async function Agreements({ view, now }: { view: StaffBusiness; now: Date }) {
  const [t, r, s, format, locale] = [
    await getTranslations('staff.business'),
    await getTranslations('staff.onRequest'),
    await getTranslations('staff.standing'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const endOf = ({ consent, endedAt, agreedAt }: Pick<Agreement, 'consent' | 'endedAt' | 'agreedAt'>) => {
    if (agreedAt === null) return '–';
    if (endedAt !== null) return t('ended', { date: format.day(endedAt) });
    return consent.expiresAt === null ? t('once') : format.day(consent.expiresAt);
  };
  const keptOf = (data: Agreement['data']) => {
    if (data === null) return '–';
    switch (data.kind) {
      case 'after-end':
        return t('keptAfter', { days: data.days });
      case 'until':
        return t('keptUntil', { date: format.day(data.at) });
      case 'deleting':
        return t('keptDeleting');
      case 'deleted':
        return t('keptDeleted', { date: format.day(data.at) });
      default:
        return data satisfies never;
    }
  };
  return (
    <Section title={t('agreements')}>
      {view.agreements.length === 0 ? (
        <p className="text-ink-soft">{t('noAgreements')}</p>
      ) : (
        <DataTable
          label={t('agreements')}
          columns={[
            t('product'),
            t('standing'),
            t('agreedOn'),
            t('endsOn'),
            t('kept'),
            t('version'),
            t('seq'),
            r('column'),
          ]}
          rows={view.agreements.map(({ product, consent, shown, endedAt, agreedAt, data }) => ({
            key: product.id,
            cells: [
              product.name[locale],
              <Status key="standing" tone={STANDING_TONES[shown]}>
                {s(shown)}
              </Status>,
              agreedAt === null ? '–' : format.day(agreedAt),
              endOf({ consent, endedAt, agreedAt }),
              keptOf(data),
              consent.productVersion,
              consent.eventSeq,
              <RequestLinks
                key="request"
                links={[
                  ...(decidePause(consent, now) === 'change'
                    ? [{ href: placeOfRequest(view, 'pause', product.id), label: r('pause') }]
                    : []),
                  ...(decideWithdraw(consent) === 'withdraw'
                    ? [{ href: placeOfRequest(view, 'withdraw', product.id), label: r('withdraw') }]
                    : []),
                ]}
              />,
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
            ...[t('business.firstLinked'), t('business.checked'), t('onRequest.column')],
          ]}
          rows={view.connections.map((connection) => ({
            key: connection.id,
            cells: [
              connection.platformName,
              connection.organisation ?? '–',
              s(`name.${connection.sourceType}`),
              connection.doubt ? t(`doubt.${connection.doubt}`) : t(`connection.${connection.shown}`),
              moment(connection.firstLinkedAt),
              moment(connection.checkedAt),
              <RequestLinks
                key="request"
                links={
                  mayDisconnect(connection) || mayDelete(connection)
                    ? [{ href: placeOfRequest(view, 'end', connection.id), label: t('onRequest.end') }]
                    : []
                }
              />,
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
    <Section
      id="record"
      title={t('record')}
      lead={t('recordLead', { shown: view.record.items.length, count: view.events })}
    >
      <DataTable
        label={t('record')}
        columns={[t('seq'), t('when'), t('what'), t('product'), t('who'), t('hash'), t('receipt')]}
        rows={view.record.items.map(({ seq, hash, body, hasReceipt }) => ({
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
      <Turn
        page={view.record}
        of={t('record')}
        path={`/staff/businesses/${view.business.id}`}
        name="record"
      />
    </Section>
  );
}
