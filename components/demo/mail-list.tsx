// List of letters in the demo's inbox.

interface Entry {
  id: string;
  subject: string;
  to: string;
  when: string;
  isOpen: boolean;
}

export function MailList({ label, mails }: { label: string; mails: Entry[] }) {
  return (
    <nav aria-label={label} className="overflow-hidden rounded-card border border-line bg-surface">
      <ul className="max-h-[38rem] divide-y divide-line overflow-y-auto">
        {mails.map(({ id, subject, to, when, isOpen }) => (
          <li key={id}>
            <a
              href={`/demo/mail?open=${encodeURIComponent(id)}`}
              aria-current={isOpen ? 'true' : undefined}
              className={`grid gap-0.5 px-4 py-3 -outline-offset-2 hover:bg-sunken ${isOpen ? 'bg-brand-soft' : ''}`}
            >
              <span className="font-medium">{subject}</span>
              <span className="break-all text-14 text-ink-soft">{to}</span>
              <span className="tabular text-14 text-ink-soft">{when}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
