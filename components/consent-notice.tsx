// Words of a consent notice, section by section, as they are stored.
import { __iconData as calendar } from 'lucide-react/icons/calendar-clock';
import { __iconData as check } from 'lucide-react/icons/check';
import { __iconData as help } from 'lucide-react/icons/circle-question-mark';
import { __iconData as eye } from 'lucide-react/icons/eye';
import { __iconData as hand } from 'lucide-react/icons/hand';
import { __iconData as logIn } from 'lucide-react/icons/log-in';
import { __iconData as users } from 'lucide-react/icons/users';
import type { NoticeGroup, NoticeSection, NoticeWording } from '@/lib/domain/notice/notice';
import { Disclosure, DisclosureList } from './ui/disclosure';
import { Icon } from './ui/icon';

const ICONS = {
  what: eye,
  why: help,
  'how-long': calendar,
  who: users,
  platforms: logIn,
  stop: hand,
} as const;

export function ConsentNotice({ notice }: { notice: NoticeWording }) {
  return (
    // translate="no": the record holds the words that the customer reads, so a translating browser must leave them as they are.
    <div className="grid gap-6" translate="no">
      <ul className="grid gap-2">
        {notice.facts.map((fact) => (
          <li key={fact} className="flex gap-3">
            <Icon data={check} className="mt-0.5 text-positive" />
            {fact}
          </li>
        ))}
      </ul>
      <DisclosureList>
        {notice.sections.map((section) => (
          <Section key={section.id} section={section} />
        ))}
      </DisclosureList>
    </div>
  );
}

function Section({ section }: { section: NoticeSection }) {
  return (
    <Disclosure
      icon={<Icon data={ICONS[section.id]} />}
      summary={section.heading}
      detail={section.detail ?? undefined}
    >
      <div className="grid gap-5">
        {section.groups.map((group) => (
          <Group key={group.heading} group={group} />
        ))}
        {section.lines.length > 0 ? (
          <ul className="grid gap-2">
            {section.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </Disclosure>
  );
}

function Group({ group }: { group: NoticeGroup }) {
  return (
    <div className="grid gap-2">
      <p className="font-semibold text-14 text-ink-soft">{group.heading}</p>
      <dl className="grid gap-3">
        {group.clusters.map((cluster) => (
          <div key={cluster.label}>
            <dt className="font-medium">{cluster.label}</dt>
            <dd className="text-ink-soft">{cluster.items.join(', ')}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
