/** @jsxImportSource preact */
// Consent screens: before the provider, and again for an additional use of connected data.
import { type ConsentContent, consentContent } from '../consent-text';
import { ForwardIcon } from '../icons';
import { Markdown } from '../markdown-view';
import { Actions, Button, Heading, Logo } from '../parts';
import type { ScreenProps } from '../screen-props';
import type { ConsentKind } from '../settings';
import { additionalFor } from '../standing';

function Content({ content }: { content: ConsentContent }) {
  return (
    <>
      <Heading text={content.title} />
      <Markdown text={content.subtitle} />
      {content.sections.map(({ header, body }) => (
        <details key={header}>
          <summary>
            <h3>{header}</h3>
            <ForwardIcon />
          </summary>
          <div>
            <Markdown text={body} />
          </div>
        </details>
      ))}
      <div class="small">
        <Markdown text={content.terms} />
      </div>
    </>
  );
}

interface ConsentProps extends ScreenProps {
  kind: ConsentKind;
  platformKey: string;
}

export function Consent(props: ConsentProps) {
  const { words, settings, session, companyName, isBusy, journey, kind, platformKey } = props;
  const integration = session.integrations.find(({ integrationKey }) => integrationKey === platformKey);
  if (!integration) return null;
  const content = consentContent(settings, kind, integration, companyName, words);
  return (
    <>
      <div class="pair">
        <Logo url={integration.logoUrl} />
      </div>
      <Content content={content} />
      <Actions>
        <Button isBusy={isBusy} onClick={() => journey.agree(platformKey, content)}>
          {content.button}
        </Button>
      </Actions>
    </>
  );
}

export function AdditionalConsent(props: ScreenProps & { kinds: readonly ConsentKind[] }) {
  const { words, settings, session, companyName, isBusy, journey } = props;
  const [kind, ...rest] = props.kinds;
  const content = kind && additionalFor(session, settings, kind, companyName, words);
  if (!content) return null;
  return (
    <>
      <Content content={content} />
      <Actions>
        <Button isBusy={isBusy} onClick={() => journey.agreeAgain(rest, content)}>
          {content.button}
        </Button>
        <Button
          isQuiet
          onClick={() => journey.go(rest.length > 0 ? { at: 'additional', kinds: rest } : { at: 'main' })}
        >
          {words.notNow}
        </Button>
      </Actions>
    </>
  );
}
