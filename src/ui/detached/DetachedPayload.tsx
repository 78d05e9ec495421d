import { useId } from "react";
import { hasDetachedPlace } from "../../core/envelope/detached.ts";
import { type DetachedFacts, detachedFacts, type DetachedReading } from "../../core/envelope/detached-readings.ts";
import { PlainPane } from "../../editor/PlainPane.tsx";
import { createDetachedTask } from "../../state/detached-task.ts";
import { MoveOffer } from "../arrival/MoveOffer.tsx";
import { Button } from "../Button.tsx";
import { Icon, type IconName } from "../Icon.tsx";
import { useTask } from "../use-task.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import "./detached.css";

/** The payload that travels beside the token: there where the token leaves its own out, or has it as it is. */
export function DetachedPayload() {
  const isThere = useView(({ token, base }) => hasDetachedPlace(token) || hasDetachedPlace(base));
  return isThere ? <Field /> : null;
}

function Field() {
  const text = useView(({ fields }) => fields.detached);
  const { setDetached } = useActions();
  const id = useId();
  return (
    <div className="field detached" data-drop="detached">
      <span className="label" aria-hidden="true">
        Detached payload
      </span>
      <PlainPane
        label="Detached payload"
        value={text}
        placeholder="The body that was signed with this token, byte for byte"
        className="input"
        describedBy={id}
        keepCarriageReturns
        layer={null}
        onInput={setDetached}
      />
      <div id={id} className="what">
        <Said text={text} />
      </div>
      <MoveOffer field="detachedPayload" text={text} />
    </div>
  );
}

function Said({ text }: { readonly text: string }) {
  const counts = useView(({ token }) => token.detached !== undefined);
  const hasOwn = useView(({ token }) => token.segments[1]?.text !== "");
  const state = useView(({ verdict }) => verdict.state);
  if (text === "") {
    return hasOwn ? null : (
      <Chip tone="info" words="Nothing is here yet: the signature is checked over an empty payload." />
    );
  }
  if (!counts) return <Chip tone="info" words="The token has a payload of its own, so this one is not used." />;
  const facts = factsWords(detachedFacts(text));
  return (
    <>
      {state === "verified" && <Chip tone="ok" words={`The signature is over exactly these ${facts}.`} />}
      {state === "invalid" && <Chip tone="warn" words={`The signature does not fit these ${facts}.`} />}
      {state !== "verified" && state !== "invalid" && <p className="meta">{facts}</p>}
      {state === "invalid" && <Reading text={text} />}
    </>
  );
}

/** What a copy does to a text may be all that is wrong. */
function Reading({ text }: { readonly text: string }) {
  const token = useView((view) => view.token.text);
  const keys = useView(({ fields }) => fields.keys);
  const { setDetached } = useActions();
  const answer = useTask(createDetachedTask, { token, detached: text, keys });
  if (answer?.kind !== "found") return null;
  return (
    <p className="row">
      <span>It verifies {READINGS[answer.how]}.</span>
      <Button className="small" onClick={() => setDetached(answer.text)}>
        Use that
      </Button>
    </p>
  );
}

const READINGS: Readonly<Record<DetachedReading, string>> = {
  "without-final-break": "without the final newline",
  "final-break": "with a final newline",
  "final-crlf": "with line ends of Windows (CRLF), one at the end",
  crlf: "with line ends of Windows (CRLF)",
  lf: "with line ends of Unix (LF)",
  "without-bom": "without the byte order mark",
  trimmed: "without the white space around it",
  minified: "as JSON without white space",
};

function factsWords({ bytes, lineEnds, finalBreak, bom, loneSurrogate }: DetachedFacts): string {
  return [
    `${bytes.toLocaleString("en")} byte${bytes === 1 ? "" : "s"} of UTF-8`,
    finalBreak ? "with a final newline" : "without a final newline",
    ...(lineEnds === "none" ? [] : [lineEnds === "mixed" ? "line ends mixed" : `line ends ${lineEnds}`]),
    ...(bom ? ["begins with a byte order mark"] : []),
    ...(loneSurrogate ? ["half a character in it counts as U+FFFD"] : []),
  ].join(", ");
}

function Chip({ tone, words }: { readonly tone: IconName & ("ok" | "info" | "warn"); readonly words: string }) {
  return (
    <p className={`chip sev-${tone}`}>
      <Icon name={tone} />
      <bdi>{words}</bdi>
    </p>
  );
}
