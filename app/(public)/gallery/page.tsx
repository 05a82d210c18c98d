import { __iconData as eye } from 'lucide-react/icons/eye';
import { AccountMenu } from '@/components/ui/account-menu';
import { Button, ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DefinitionList } from '@/components/ui/definition-list';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { PlatformTile } from '@/components/ui/platform-tile';
import { ProgressRail } from '@/components/ui/progress-rail';
import { Skeleton } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import { Steps } from '@/components/ui/steps';
import { GalleryForm } from './form';

async function act(p: number) {
  'use server';
  await new Promise((r) => setTimeout(r, 900));
  return p + 1;
}
export default function Gallery() {
  return (
    <div className="ask">
      <PageHeading
        back={{ href: '/', label: 'Business insights' }}
        eyebrow="Kestrel Coffee Ltd"
        title="Share your accounting data?"
        lead="Meridian Bank asks to read this data for Business insights."
      />
      <AccountMenu
        label="Menu"
        navLabel="Account"
        businessName="Kestrel Coffee Ltd"
        personName="Ana Kestrel"
        links={[
          { href: '/home', label: 'Home', isCurrent: true },
          { href: '/connections', label: 'Connections' },
        ]}
        signOut={
          <form className="grid">
            <Button type="submit" variant="quiet">
              Sign out
            </Button>
          </form>
        }
      />
      <Steps label="Progress" steps={['Agree', 'Choose', 'Connect']} current={1} doneText="done" />
      <DisclosureList>
        <Disclosure icon={<Icon data={eye} />} summary="What we read" detail="7 kinds" open>
          Invoices, bills and payments.
        </Disclosure>
        <Disclosure icon={<Icon data={eye} />} summary="How long" detail="12 months">
          Text
        </Disclosure>
      </DisclosureList>
      <GalleryForm action={act} />
      <div className="flex flex-wrap gap-3">
        <Button>Primary</Button>
        <Button variant="secondary">Secondary</Button>
        <Button variant="danger">Withdraw</Button>
        <ButtonLink href="/" variant="quiet">
          Quiet
        </ButtonLink>
      </div>
      <Notice tone="info" title="Nothing is shared yet">
        You decide on this page.
      </Notice>
      <Notice tone="positive" title="Xero is connected">
        We read it once a day.
      </Notice>
      <Notice tone="caution" title="The list is from this morning">
        Some platforms may be missing.
      </Notice>
      <Notice tone="critical" title="Xero did not answer">
        Your answers are saved. Try again, or come back later.
      </Notice>
      <Card>
        <div className="grid gap-4">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <PlatformTile name="QuickBooks Online" logoUrl={null} note="You will go to QuickBooks Online" />
            <Status tone="positive">Connected</Status>
          </div>
          <div className="flex flex-wrap gap-4">
            <Status tone="caution">Waiting for you</Status>
            <Status tone="critical">Stopped working</Status>
            <Status tone="neutral">Not connected</Status>
          </div>
          <DefinitionList
            items={[
              { term: 'First shared', value: '4 May 2026' },
              { term: 'Read', value: 'today, 09:12' },
            ]}
          />
        </div>
      </Card>
      <ProgressRail
        items={[
          {
            id: '1',
            name: 'Invoices you sent',
            state: 'ready',
            stateText: 'Ready',
            detail: 'Invoices, credit notes',
          },
          { id: '2', name: 'Purchases and what you owe', state: 'reading', stateText: 'Reading' },
          { id: '3', name: 'Cash', state: 'waiting', stateText: 'Waiting' },
          { id: '4', name: 'Statements', state: 'not-offered', stateText: 'Not offered by Xero' },
          { id: '5', name: 'Reports', state: 'problem', stateText: 'Problem' },
        ]}
      />
      <button type="button" className="platform">
        <PlatformTile name="Xero" logoUrl={null} note="You will go to Xero" />
      </button>
      <EmptyState
        title="Nothing is connected yet"
        text="What you connect is listed here, with what it is used for."
        action={{ href: '/home', label: 'See products' }}
      />
      <Skeleton lines={4} label="Loading" />
    </div>
  );
}
