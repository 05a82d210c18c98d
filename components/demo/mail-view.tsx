// View of one letter in the demo's inbox. Its HTML stands in a sandboxed frame without permissions.
import { Disclosure, DisclosureList } from '../ui/disclosure';

interface Props {
  subject: string;
  facts: string[];
  /** Null when the letter is plain text only. */
  frameUrl: string | null;
  text: string;
  attachments: { name: string; size: string; url: string }[];
  words: { frame: string; text: string; attached: string };
}

export function MailView({ subject, facts, frameUrl, text, attachments, words }: Props) {
  return (
    <article aria-labelledby="letter" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <h2 id="letter" className="font-semibold text-22">
          {subject}
        </h2>
        {facts.map((fact) => (
          <p key={fact} className="break-words text-14 text-ink-soft">
            {fact}
          </p>
        ))}
      </div>
      {attachments.length === 0 ? null : (
        <section aria-labelledby="attached">
          <h3 id="attached" className="font-medium text-14">
            {words.attached}
          </h3>
          <ul className="flex flex-wrap gap-x-6">
            {attachments.map(({ name, size, url }) => (
              <li key={url} className="flex items-center gap-2">
                <a href={url} download={name} className="link inline-flex min-h-target items-center">
                  {name}
                </a>
                <span className="text-14 text-ink-soft">{size}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {frameUrl === null ? null : (
        <iframe
          title={words.frame}
          src={frameUrl}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          className="h-[44rem] w-full resize-y rounded-card border border-line bg-canvas"
        />
      )}
      <DisclosureList>
        <Disclosure summary={words.text} open={frameUrl === null}>
          <pre className="whitespace-pre-wrap break-words font-mono text-14">{text}</pre>
        </Disclosure>
      </DisclosureList>
    </article>
  );
}
