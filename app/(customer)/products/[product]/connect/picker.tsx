'use client';
// Client leaf: the list of platforms, filtered while the customer types; without JavaScript it is a plain form.
import { __iconData as chevronDown } from 'lucide-react/icons/chevron-down';
import { useActionState, useState } from 'react';
import { BoundForm } from '@/components/bound-form';
import { ButtonLink } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { type ActionState, fieldProblem, IDLE } from '@/lib/action-state';
import { type PickerCard, PlatformButton } from './platform-button';

interface Group {
  id: string;
  name: string;
  need: string;
  open: boolean;
  /** For a source that is not agreed to yet: what to read first. */
  ask: { text: string; action: string; href: string } | null;
  full: { title: string; text: string } | null;
  cards: PickerCard[];
}

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  path: string;
  product: string;
  query: string;
  groups: Group[];
  words: { search: string; searchSubmit: string; failed: string; noMatchText: string; showAll: string };
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function PlatformPicker({ action, path, product, query, groups, words }: Props) {
  const [state, formAction] = useActionState(action, IDLE);
  const problem = fieldProblem(state);
  const [typed, setTyped] = useState(query);
  const wanted = plain(typed.trim());
  const matching = groups.map((group) => ({
    ...group,
    cards: group.cards.filter((card) => plain(card.name).includes(wanted)),
  }));
  const count = matching.reduce((sum, group) => sum + (group.full || group.ask ? 0 : group.cards.length), 0);

  const hasChoice = groups.some((group) => group.ask === null && !group.full && group.cards.length > 0);

  return (
    <div className="grid gap-6">
      <form
        hidden={!hasChoice}
        method="get"
        action={path}
        className="flex gap-3"
        onSubmit={(event) => event.preventDefault()}
      >
        <label className="grid flex-1 gap-1">
          <span className="font-medium">{words.search}</span>
          <input
            type="search"
            name="q"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            maxLength={80}
            className="field"
          />
        </label>
        <noscript>
          <button type="submit" className="self-end">
            {words.searchSubmit}
          </button>
        </noscript>
      </form>
      {problem !== null ? (
        <Notice tone="critical" title={words.failed}>
          {problem}
        </Notice>
      ) : null}
      {hasChoice && count === 0 ? (
        <div role="status" className="grid justify-items-start gap-2">
          <p>{words.noMatchText}</p>
          <button type="button" className="link min-h-target" onClick={() => setTyped('')}>
            {words.showAll}
          </button>
        </div>
      ) : null}
      <BoundForm action={formAction} className="grid gap-6">
        <input type="hidden" name="page" value={path} />
        <input type="hidden" name="product" value={product} />
        {matching.map((group) =>
          group.full && group.ask === null ? (
            <section key={group.id} className="grid gap-3">
              <h2 className="font-semibold text-18">{group.name}</h2>
              <Notice tone="positive" title={group.full.title}>
                {group.full.text}
              </Notice>
            </section>
          ) : group.cards.length === 0 && group.ask === null ? null : (
            <details key={group.id} open={group.open || wanted !== ''} className="group/platforms">
              <summary className="flex min-h-14 items-center gap-3 rounded-control border-line border-b py-3">
                <h2 className="flex-1 font-semibold text-18">{group.name}</h2>
                <span className="text-14 text-ink-soft">{group.need}</span>
                <Icon
                  data={chevronDown}
                  className="text-ink-soft transition-transform group-open/platforms:rotate-180"
                />
              </summary>
              {group.ask !== null ? (
                <div className="mt-4 grid justify-items-start gap-3">
                  <p>{group.ask.text}</p>
                  <ButtonLink href={group.ask.href} variant="secondary">
                    {group.ask.action}
                    <span className="sr-only">: {group.name}</span>
                  </ButtonLink>
                </div>
              ) : (
                <ul className="mt-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
                  {group.cards.map((card) => (
                    <li key={card.key}>
                      <PlatformButton card={card} />
                    </li>
                  ))}
                </ul>
              )}
            </details>
          ),
        )}
      </BoundForm>
    </div>
  );
}
