// Two groups of banks: those that a tick confirms here, and those that need a sign-in at the bank.
import { getLocale } from 'next-intl/server';
import { ContinueForm } from '@/components/continue-form';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import type { Ctx } from '@/lib/context';
import type { BankEnd } from '@/lib/expiry/list-ends';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { Allowed } from '../authority/allowed';
import { reconfirmAction, signInAtBankAction } from './actions';
import { ReconfirmForm } from './form';

const PATH = '/reconfirm';

interface Props {
  ctx: Ctx;
  banks: readonly BankEnd[];
}

export async function Here({ ctx, banks }: Props) {
  if (banks.length === 0) return null;
  const [t, tell] = [await getTranslations('reconfirm'), await getTeller()];
  return (
    <section className="grid gap-4">
      <div>
        <h2 className="font-semibold text-22">{t('here')}</h2>
        <p className="text-ink-soft">{t('hereText')}</p>
      </div>
      <Allowed ctx={ctx} right="change" path={PATH}>
        <ReconfirmForm
          action={reconfirmAction}
          hidden={{ page: PATH }}
          banks={banks.map((bank) => ({ id: bank.connection.id, ...tell(bank) }))}
          words={{
            choose: t('choose'),
            confirm: t('confirm'),
            confirming: t('confirming'),
            notNow: t('notNow'),
            failed: (await getTranslations('errors'))('title'),
          }}
        />
        {/* Where a tick is enough, signing in is offered on demand only. */}
        <DisclosureList>
          <Disclosure summary={t('rather')}>
            <p className="mb-4 text-ink-soft">{t('ratherText')}</p>
            <SignIns banks={banks} variant="secondary" />
          </Disclosure>
        </DisclosureList>
      </Allowed>
    </section>
  );
}

export async function AtBank({ ctx, banks }: Props) {
  if (banks.length === 0) return null;
  const t = await getTranslations('reconfirm');
  return (
    <section className="grid gap-4">
      <div>
        <h2 className="font-semibold text-22">{t('atBank')}</h2>
        <p className="text-ink-soft">{t('atBankText')}</p>
      </div>
      <Allowed ctx={ctx} right="connect" path={PATH}>
        <SignIns banks={banks} variant="primary" />
      </Allowed>
    </section>
  );
}

async function SignIns({ banks, variant }: { banks: readonly BankEnd[]; variant: 'primary' | 'secondary' }) {
  const [t, tell] = [await getTranslations('reconfirm'), await getTeller()];
  const failed = (await getTranslations('errors'))('title');
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface">
      {banks.map((bank) => {
        const { name, lines } = tell(bank);
        return (
          <li key={bank.id} className="grid gap-3 p-4">
            <div>
              <h3 className="font-medium">{name}</h3>
              {lines.map((line) => (
                <p key={line} className="tabular text-14 text-ink-soft">
                  {line}
                </p>
              ))}
            </div>
            <ContinueForm
              action={signInAtBankAction}
              hidden={{ page: PATH, connection: bank.connection.id }}
              variant={variant}
              words={{
                submit: t('signIn', { platform: bank.connection.platformName }),
                submitting: t('signingIn', { platform: bank.connection.platformName }),
                failed,
              }}
            />
          </li>
        );
      })}
    </ul>
  );
}

async function getTeller() {
  const [t, format, locale] = [
    await getTranslations('reconfirm'),
    await getReaderFormat(),
    await getLocale(),
  ];
  return ({ connection, endsAt, told, usedBy }: BankEnd) => {
    const { platformName: platform, organisation } = connection;
    const when = { date: format.day(endsAt), ago: format.inDays(endsAt) };
    return {
      name: organisation === null ? platform : t('bank', { platform, organisation }),
      lines: [t(told, when), t('usedBy', { products: format.list(usedBy.map(({ name }) => name[locale])) })],
    };
  };
}
