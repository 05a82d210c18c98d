/** @jsxImportSource preact */
// File upload screen: choose, check before anything is sent, send, list.
import { useRef, useState } from 'preact/hooks';
import { EXTENSIONS, type UploadProblem, uploadProblem } from '../../../files/upload-rules';
import { CheckIcon, CloseIcon } from '../icons';
import { Markdown } from '../markdown-view';
import { Actions, Button, Heading, Notice } from '../parts';
import type { ScreenProps } from '../screen-props';
import type { Kind } from '../settings';
import { connectionsOf } from '../standing';

type UploadProps = ScreenProps & { kind: Exclude<Kind, 'commerce'> };

const ACCEPT = EXTENSIONS.map((extension) => `.${extension}`).join(',');

interface Refused {
  name: string;
  problem: UploadProblem;
}

function filesThere({ session, kind }: UploadProps) {
  const uploads = connectionsOf(session, kind).filter(({ isUpload }) => isUpload);
  return session.files.filter((file) =>
    uploads.some(({ connectionId }) => connectionId === file.connectionId),
  );
}

export function Upload(props: UploadProps) {
  const { words, settings, isBusy, journey, kind } = props;
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const there = filesThere(props);

  function choose(files: readonly File[]): void {
    setChosen(files);
    journey.dispatch({ do: 'choose-files', any: files.length > 0 });
  }

  function add(files: readonly File[]): void {
    const [good, bad]: [File[], Refused[]] = [[...chosen], []];
    for (const file of files) {
      const problem = uploadProblem(file, there.length + good.length);
      if (problem) bad.push({ name: file.name, problem });
      else good.push(file);
    }
    setRefused(bad);
    choose(good);
  }

  /** Sent ones leave the list one by one, so that a second try sends the rest only. */
  const send = () =>
    journey.upload(kind, chosen, (sent) => setChosen((files) => files.filter((file) => file !== sent)));

  return (
    <>
      <Heading text={words.uploadTitle[kind]} />
      <Markdown text={settings.text(`${kind}.fileUpload.subtitle`) || words.uploadLead} />
      <p class="soft small">{words.uploadTypes}</p>
      {refused.map(({ name, problem }) => (
        <Notice key={name} text={words.uploadProblems[problem](name)} />
      ))}
      <input
        ref={input}
        class="hidden"
        type="file"
        multiple
        accept={ACCEPT}
        tabIndex={-1}
        aria-label={words.chooseFiles}
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          // The same file can be chosen again after it was removed.
          event.currentTarget.value = '';
        }}
      />
      {chosen.length > 0 ? (
        <>
          <h3>{words.filesChosen}</h3>
          <ul class="files">
            {chosen.map((file) => (
              <li key={file}>
                <span>{file.name}</span>
                <button
                  type="button"
                  class="icon"
                  aria-label={words.remove(file.name)}
                  onClick={() => choose(chosen.filter((each) => each !== file))}
                >
                  <CloseIcon />
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {there.length > 0 ? (
        <>
          <h3>{words.filesThere}</h3>
          <ul class="files">
            {there.map((file) => (
              <li key={file}>
                <span>{file.name}</span>
                <CheckIcon />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Actions>
        <Button isQuiet={chosen.length > 0} isOff={isBusy} onClick={() => input.current?.click()}>
          {words.chooseFiles}
        </Button>
        {chosen.length > 0 ? (
          <Button isBusy={isBusy} onClick={send}>
            {isBusy ? words.uploading : words.uploadButton(chosen.length)}
          </Button>
        ) : null}
      </Actions>
    </>
  );
}

export function Uploaded(props: UploadProps) {
  const { words, journey } = props;
  return (
    <>
      <div class="big">
        <CheckIcon />
      </div>
      <Heading text={words.uploadedTitle} />
      <p>{words.filesUploaded(filesThere(props).length)}</p>
      <p class="soft">{words.uploadedLead}</p>
      <Actions>
        <Button onClick={() => journey.go({ at: 'main' })}>{words.goOn}</Button>
      </Actions>
    </>
  );
}
