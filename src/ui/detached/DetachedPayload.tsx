import { useId, useMemo, useRef, useState } from "react";
import { detachedFacts } from "../../core/envelope/detached-readings.ts";
import { hasDetachedPlace } from "../../core/envelope/payload-trials.ts";
import { hexDump } from "../../core/text/hex-dump.ts";
import { isBinary, octetsOfText } from "../../core/text/octets.ts";
import { PlainPane } from "../../editor/PlainPane.tsx";
import { createDetachedTask } from "../../state/detached-task.ts";
import { MoveOffer } from "../arrival/MoveOffer.tsx";
import { Button } from "../Button.tsx";
import { useDeskMark } from "../desk-mark.ts";
import { takeFiles } from "../frame/take-in.ts";
import { Icon, type IconName } from "../Icon.tsx";
import { useTask } from "../use-task.ts";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { changeWords, encodingWords, factsWords, insideWords, standingWords } from "./words.ts";
import "./detached.css";

/** The detached payload: shown if the token has no payload of its own, or an unencoded one. */
export function DetachedPayload() {
  const isThere = useView(({ token, base }) => hasDetachedPlace(token) || hasDetachedPlace(base));
  return isThere ? <Field /> : null;
}

function Field() {
  useDeskMark("detached");
  const text = useView(({ fields }) => fields.detached);
  const { setDetached } = useActions();
  const id = useId();
  const [showsBytes, setShowsBytes] = useState(false);
  const binary = useMemo(() => isBinary(text), [text]);
  const bytes = useMemo(() => (binary || showsBytes ? hexDump(octetsOfText(text)) : ""), [text, binary, showsBytes]);
  return (
    <div className="field detached" data-drop="detached">
      <div className="detached-head">
        <span className="label" aria-hidden="true">
          Detached payload
        </span>
        {text !== "" && !binary && (
          <Button className="small" aria-pressed={showsBytes} onClick={() => setShowsBytes(!showsBytes)}>
            Bytes
          </Button>
        )}
        {binary && (
          <Button className="small" onClick={() => setDetached("")}>
            Remove the file
          </Button>
        )}
        <ChooseFile />
      </div>
      <div id={id} className="what">
        <Said text={text} />
      </div>
      <PlainPane
        key={String(binary)}
        label="Detached payload"
        value={binary ? bytes : text}
        placeholder="The body that was signed with this token, byte for byte. A file can be dropped here"
        className={binary ? "input detached-bytes" : "input"}
        describedBy={id}
        keepCarriageReturns
        readOnly={binary}
        layer={null}
        onInput={setDetached}
      />
      {showsBytes && !binary && text !== "" && (
        <PlainPane
          label="Bytes of the detached payload"
          value={bytes}
          className="input detached-bytes"
          readOnly
          layer={null}
          onInput={nothing}
        />
      )}
      {!binary && <MoveOffer field="detachedPayload" text={text} />}
    </div>
  );
}

function nothing(): void {}

/** A file's bytes are used unchanged: its line ends and byte order mark count. */
function ChooseFile() {
  const { actions, view } = useWorkbench();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ target }) => {
          void takeFiles("detached", [...(target.files ?? [])], actions, view.getState);
          // Lets the same file be chosen again after it was changed.
          target.value = "";
        }}
      />
      <Button className="small" name="Choose a file as the detached payload" onClick={() => input.current?.click()}>
        Choose file
      </Button>
    </>
  );
}

function Said({ text }: { readonly text: string }) {
  const counts = useView(({ token }) => token.detached !== undefined);
  // The payload itself is not signed, only its hash in the header.
  const isOfHashes = useView(({ token }) => token.detached?.signed === "");
  const hasOwn = useView(({ token }) => token.segments[1]?.text !== "");
  const state = useView(({ verdict }) => verdict.state);
  const facts = useMemo(() => factsWords(detachedFacts(text)), [text]);
  if (hasOwn) {
    return (
      <>
        {text !== "" && <Chip tone="info" words="The token has a payload of its own, so this one is not used." />}
        {state !== "verified" && <Reading text="" />}
      </>
    );
  }
  if (text === "") {
    return <Chip tone="info" words="Nothing here yet: the signature is checked over an empty payload." />;
  }
  if (!counts) return null;
  const isTried = (state === "invalid" || state === "unsupported") && !isOfHashes;
  const { tone, words } = standingWords(state, facts, isOfHashes);
  return (
    <>
      {tone === null ? <p className="meta">{words}</p> : <Chip tone={tone} words={words} />}
      {isTried && <Reading text={text} />}
    </>
  );
}

/** Copying, or the header's statement about encoding, may be the only problem. */
function Reading({ text }: { readonly text: string }) {
  const token = useView((view) => view.token.text);
  const seal = useView((view) => view.token.seal?.index ?? null);
  const keys = useView(({ fields }) => fields.keys);
  const { setDetached } = useActions();
  const answer = useTask(createDetachedTask, { token, seal, detached: text, keys });
  if (answer?.kind === "inside") return <p className="meta">{insideWords(answer.reading)}</p>;
  if (answer?.kind !== "found") return null;
  const { changes, encoding, stated } = answer;
  const differs = changes.length > 0;
  return (
    <>
      {differs && (
        <p className="row">
          <span>It verifies over this body {changeWords(changes)}.</span>
          <Button className="small" onClick={() => setDetached(answer.text)}>
            Use that
          </Button>
        </p>
      )}
      {encoding !== stated && (
        <p className="meta">
          The signature is over the payload {encodingWords(encoding)}, and the header says {encodingWords(stated)}.
          {encoding === "unencoded" && " It must have b64: false and list b64 in crit (RFC 7797 section 6)."}
        </p>
      )}
      {!differs && encoding === stated && (
        <p className="meta">
          The signature matches these bytes, {encodingWords(encoding)}; the verdict says what is wrong.
        </p>
      )}
    </>
  );
}

function Chip({ tone, words }: { readonly tone: IconName & ("ok" | "info" | "warn"); readonly words: string }) {
  return (
    <p className={`chip sev-${tone}`}>
      <Icon name={tone} />
      <bdi>{words}</bdi>
    </p>
  );
}
