// Side column of the presenter's page: the clock, Codat's faults, resetting, and the link to the sandbox's control page.

import { ClockPanel } from '@/components/demo/clock-panel';
import { FaultPanel } from '@/components/demo/fault-panel';
import { ResetPanel } from '@/components/demo/reset-panel';
import { Notice } from '@/components/ui/notice';
import { CLOCK_STEPS, distanceOf } from '@/lib/demo/clock-steps';
import type { SandboxState } from '@/lib/demo/control';
import { FAULT_CALLS, FAULT_KINDS, faultKindOf } from '@/lib/demo/faults';
import type { DirectorView } from '@/lib/demo/get-director-view';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import {
  addFaultAction,
  moveClockAction,
  resetBusinessAction,
  resetEverythingAction,
  takeBackAllFaultsAction,
  takeBackFaultAction,
} from './actions';

export async function Rail({ view, pageUrl }: { view: DirectorView; pageUrl: string }) {
  const { sandbox, business } = view;
  const t = await getTranslations('demo');
  return (
    <aside aria-label={t('rail')} className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:max-lg:grid-cols-2">
      {sandbox === null ? (
        <Notice tone="critical" title={t('noSandbox.title')}>
          {t('noSandbox.text')}
        </Notice>
      ) : (
        <>
          <Clock sandbox={sandbox} now={view.now} clockOffsetMs={view.clockOffsetMs} />
          <Faults sandbox={sandbox} business={business} />
          <Resets business={business} />
        </>
      )}
      {sandbox === null ? null : (
        <p className="px-1 text-14 text-ink-soft">
          {t(`profile.${sandbox.profile.name}`, { seed: String(sandbox.profile.seed ?? '') })}
        </p>
      )}
      <p className="px-1">
        <a href="/demo/mail" className="link inline-flex min-h-target items-center">
          {t('mail.open')}
        </a>
        <br />
        <a href={pageUrl} className="link inline-flex min-h-target items-center">
          {t('control')}
        </a>
      </p>
    </aside>
  );
}

interface ClockProps {
  sandbox: SandboxState;
  /** Time of the app's clock. */
  now: Date;
  /** Milliseconds by which that clock is ahead of the machine's. */
  clockOffsetMs: number;
}

async function Clock({ sandbox, now, clockOffsetMs }: ClockProps) {
  const [t, format] = [await getTranslations('demo.clock'), await getReaderFormat()];
  const distanceText = (offsetMs: number) => {
    const away = distanceOf(offsetMs);
    const parts = away === null ? [] : (['days', 'hours'] as const).filter((unit) => away[unit] > 0);
    const distance = format.list(parts.map((unit) => t(unit, { count: away?.[unit] ?? 0 })));
    return { away, distance };
  };
  const { away, distance } = distanceText(clockOffsetMs);
  const apart = distanceText(sandbox.offsetMs - clockOffsetMs);
  return (
    <ClockPanel
      action={moveClockAction}
      now={format.moment(now)}
      distance={away === null ? t('inStep') : t(away.isBehind ? 'behind' : 'ahead', { distance })}
      apart={
        apart.away === null
          ? null
          : t(apart.away.isBehind ? 'codatBehind' : 'codatAhead', { distance: apart.distance })
      }
      steps={CLOCK_STEPS.map((step) => ({ value: step, label: t(step) }))}
      words={{ title: t('title'), note: t('note'), moving: t('moving') }}
    />
  );
}

type Business = DirectorView['business'];

async function Faults({ sandbox, business }: { sandbox: SandboxState; business: Business }) {
  const t = await getTranslations('demo.faults');
  const reachOf = (companyId: string | undefined) => {
    if (companyId === undefined) return t('all');
    const isOwn = companyId.toLowerCase() === business?.codatCompanyId.toLowerCase();
    return isOwn && business ? t('only', { business: business.name }) : t('another');
  };
  return (
    <FaultPanel
      actions={{
        add: addFaultAction,
        takeBack: takeBackFaultAction,
        takeBackAll: takeBackAllFaultsAction,
      }}
      standing={sandbox.faults.map(({ id, effect, left, companyId }) => ({
        id,
        name: t(`kind.${faultKindOf(effect) ?? 'other'}`),
        detail: `${reachOf(companyId)} · ${left === undefined ? t('always') : t('left', { count: left })}`,
      }))}
      kinds={FAULT_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      reaches={[
        // The business that is on stage comes first.
        ...(business === null ? [] : [{ value: 'business', label: t('only', { business: business.name }) }]),
        { value: 'all', label: t('all') },
      ]}
      calls={FAULT_CALLS.map((calls) => ({
        value: calls,
        label: calls === 'always' ? t('always') : t('count', { count: Number(calls) }),
      }))}
      words={{
        title: t('title'),
        none: t('none'),
        what: t('what'),
        reach: t('reach'),
        calls: t('calls'),
        add: t('add'),
        adding: t('adding'),
        takeBack: t('takeBack'),
        takeBackAll: t('takeBackAll'),
        takingBack: t('takingBack'),
        note: t('note'),
      }}
    />
  );
}

async function Resets({ business }: { business: Business }) {
  const t = await getTranslations('demo.reset');
  const name = { business: business?.name ?? '' };
  return (
    <ResetPanel
      business={
        business === null
          ? null
          : {
              action: resetBusinessAction,
              summary: t('business', name),
              consequence: t('businessConsequence', name),
              confirm: t('business', name),
            }
      }
      everything={{
        action: resetEverythingAction,
        summary: t('all'),
        consequence: t('allConsequence'),
        confirm: t('all'),
      }}
      words={{ title: t('title'), nobody: t('nobody'), resetting: t('resetting') }}
    />
  );
}
