import { useCallback, useId } from "react";
import { instantWords } from "../../core/claims/describe.ts";
import { instantProblemWords } from "../../core/subject/instant.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import type { Note } from "../../state/types.ts";
import { placeWords } from "../diagnosis/place-words.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { LongText } from "../LongText.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { type Suspicion, useInstant } from "./use-suspects.ts";

/** More that narrows the causes: when the account changed, when users were synchronised, and a token that works. */
export function SubjectFields({ suspicion }: { readonly suspicion: Suspicion | null }) {
  return (
    <>
      <div className="two-columns">
        <InstantField note="accountChanged" label="Account changed" placeholder="when, in any form" />
        <InstantField note="lastSync" label="Last sync" placeholder="2 hours ago" />
      </div>
      <WorkingToken suspicion={suspicion} />
    </>
  );
}

function InstantField({
  note,
  label,
  placeholder,
}: {
  readonly note: "accountChanged" | "lastSync";
  readonly label: string;
  readonly placeholder: string;
}) {
  const text = useView(({ inputs }) => inputs[note]);
  const style = useView(({ settings }) => settings.timeStyle);
  const { setNotes } = useActions();
  const reading = useInstant(text);
  const id = useId();
  return (
    <div className="instant">
      <label className="field">
        <span>{label}</span>
        <input
          {...FIELD_ATTRIBUTES}
          className="input"
          type="text"
          placeholder={placeholder}
          value={text}
          aria-invalid={reading.kind === "bad" || undefined}
          aria-describedby={id}
          onChange={({ currentTarget }) => setNotes({ [note]: currentTarget.value })}
        />
      </label>
      <div id={id} className="instant-read">
        {reading.kind === "bad" && (
          <>
            <p className="chip sev-warn">
              <Icon name="warn" />
              <bdi>{instantProblemWords(reading.code, text.slice(reading.range.start, reading.range.end).trim())}</bdi>
            </p>
            <p className="instant-place" translate="no" aria-hidden="true">
              {text.slice(0, reading.range.start)}
              <mark>{text.slice(reading.range.start, reading.range.end)}</mark>
              {text.slice(reading.range.end)}
            </p>
          </>
        )}
        {reading.kind === "at" && (
          <p className="meta">
            {`${reading.happened === null ? "" : `${reading.happened} `}${
              reading.to - reading.from > 3600 ? "during the day from " : ""
            }${instantWords(reading.from, style)?.first ?? "a time"}${
              reading.zoneAssumed
                ? `. No offset is given: read as ${style.first === "utc" ? "UTC" : "local time"}.`
                : ""
            }`}
          </p>
        )}
      </div>
    </div>
  );
}

/** The token of a user who is found, with its verdict. */
function WorkingToken({ suspicion }: { readonly suspicion: Suspicion | null }) {
  const text = useView(({ inputs }) => inputs.workingToken);
  const { setNotes } = useActions();
  const set = useCallback(
    (workingToken: string) => setNotes({ workingToken } satisfies Partial<Record<Note, string>>),
    [setNotes],
  );
  return (
    <div className="known">
      <LongText
        label="Working user's token"
        text={text}
        set={set}
        rows={2}
        placeholder="The token of a user who is found, to compare with."
        whenLong={
          <p className="row meta">
            <span>Only the start is shown. Pasting replaces it.</span>
            <Button className="small" onClick={() => set("")}>
              Clear this token
            </Button>
          </p>
        }
      />
      {suspicion !== null && text.trim() !== "" && <WorkingState suspicion={suspicion} />}
    </div>
  );
}

/** Only a token that verifies here is called good. */
function WorkingState({ suspicion: { working, isSameToken } }: { readonly suspicion: Suspicion }) {
  if (working === null) return null;
  const { problem, state, token } = working;
  if (isSameToken) return <Said tone="warn" words="This is the open token. Paste another user’s token." />;
  if (problem !== null) {
    const view = { header: { text: token.header?.text ?? "" }, payload: { text: token.payload?.text ?? "" } };
    const place = problem.place === null ? "" : ` (${placeWords(problem.place, view)})`;
    return <Said tone="warn" words={`It cannot be compared: ${problem.title}${place}.`} />;
  }
  switch (state) {
    case "verified":
      return <Said tone="ok" words="It verifies with the key here: a good token to compare with." />;
    case "invalid":
      return <Said tone="warn" words="It does not verify with the key here, so it may not be a good one." />;
    default:
      return (
        <Said
          tone="info"
          words="It is not verified here, so it may not be a good token. Its claims are compared anyway."
        />
      );
  }
}

function Said({ tone, words }: { readonly tone: "ok" | "warn" | "info"; readonly words: string }) {
  return (
    <p className={`chip sev-${tone}`} data-tone={tone}>
      <Icon name={tone} />
      <bdi>{words}</bdi>
    </p>
  );
}
