import {
  memo,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { createHolder, type Held, type ListedCondition, type Listing } from "../../core/verifier/listing.ts";
import { readKinds } from "../../core/verifier/load-read.ts";
import type { ListOutcome, Presented } from "../../core/verifier/types.ts";
import { applyEdit } from "../../core/text/edit.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import type { PaneHandle } from "../../editor/pane.ts";
import { PiecesPane } from "../../editor/PiecesPane.tsx";
import { changeInWorker, isLongConfiguration } from "../../state/verifier-task.ts";
import { MoveOffer } from "../arrival/MoveOffer.tsx";
import { nesting } from "../../state/nesting.ts";
import { claimsOf } from "../gateway/use-walk.ts";
import { Button } from "../Button.tsx";
import { Card } from "../Card.tsx";
import { Icon } from "../Icon.tsx";
import { TEXTAREA_LIMIT } from "../limits.ts";
import { useLongInsertions } from "../LongText.tsx";
import { useAnswer } from "../use-answer.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { Conditions } from "./Conditions.tsx";
import { DangerList } from "./DangerList.tsx";
import { Difference } from "./Difference.tsx";
import { Examples } from "./Examples.tsx";
import { IssuerSide } from "./IssuerSide.tsx";
import { verifierCame } from "./to-verifier.ts";
import { useVerifier } from "./use-verifier.ts";
import "./verifier.css";

/** How many conditions are listed at first, and with each "List more". */
const LISTED = 500;

/** The configuration of the verifier that refuses the token, in its own file format, and the outcome of each condition. */
export function VerifierCard() {
  const text = useView(({ inputs }) => inputs.verifier);
  const [most, list] = useState(LISTED);
  const { held, presented, isOriginal } = useVerifier(most);
  const field = useRef<PaneHandle>(null);
  useEffect(verifierCame, []);
  const [chosen, choose] = useState<string | null>(null);
  const listing = held.is === "read" ? held.listing : null;
  const shown = listing?.conditions.find(({ condition }) => keyOf(condition) === chosen) ?? listing?.about ?? null;
  const show = (one: ListedCondition): void => {
    choose(keyOf(one.condition));
    const { range } = one.condition;
    if (range !== null) field.current?.select(range);
  };
  // While the next text is read, the field stays in place.
  const [wasRead, setWasRead] = useState(false);
  if (held.is !== "reading" && wasRead !== (listing !== null)) setWasRead(listing !== null);
  const isBeside = listing !== null || (held.is === "reading" && wasRead);
  return (
    <Card
      id="p-verifier"
      label="Verifier"
      title="Verifier’s configuration"
      about={listing?.title ?? "why does a relying party refuse the token?"}
    >
      {listing && <Answer listing={listing} />}
      {held.is === "reading" && <Reading length={text.length} />}
      {listing && <InJson />}
      <div className={isBeside ? "verifier-sides" : "stack"}>
        <div className="stack">
          <Field text={text} isBeside={isBeside} handle={field} />
          <MoveOffer field="verifier" text={text} />
          <NotRead held={held} />
          {text.trim() === "" && <Examples />}
        </div>
        {listing && (
          <div className="stack">
            {shown && <Difference of={shown} />}
            {shown && isOriginal && listing.outcome === "refused" && (
              <Offer text={text} presented={presented} shown={shown} />
            )}
            {shown && listing.outcome !== "accepted" && <IssuerSide of={shown} claims={presented.claims} />}
            <Conditions listing={listing} shown={shown} show={show} more={() => list(most + LISTED)} />
            <DangerList dangers={listing.dangers} label="Dangers of the configuration" />
            {listing.moreDangers > 0 && (
              <p className="meta">{listing.moreDangers.toLocaleString("en")} more dangers were found but not listed.</p>
            )}
            {listing.notes.map((note) => (
              <p key={note} className="meta">
                {note}
              </p>
            ))}
          </div>
        )}
      </div>
    </Card>
  );
}

const keyOf = ({ group, name }: ListedCondition["condition"]): string => `${group}\n${name}`;

const NAME = "Verifier's configuration";
const NO_STRETCHES: readonly [] = [];

/** The field. A text too long for a text area is drawn in pieces, and only replaced as a whole. */
const Field = memo(function Field({
  text,
  isBeside,
  handle,
}: {
  readonly text: string;
  readonly isBeside: boolean;
  readonly handle: Ref<PaneHandle>;
}) {
  const { setNotes } = useActions();
  const area = useRef<HTMLTextAreaElement>(null);
  const pieces = useRef<PaneHandle>(null);
  const slot = useRef<HTMLDivElement>(null);
  const isFocused = useRef(false);
  const isLong = text.length > TEXTAREA_LIMIT;
  const set = useCallback((verifier: string) => setNotes({ verifier }), [setNotes]);
  useLongInsertions(area, isLong, set, LONG_INSERTION);
  useImperativeHandle(
    handle,
    () => ({
      select(range) {
        pieces.current?.select(range);
        area.current?.focus();
        area.current?.setSelectionRange(range.start, range.end);
      },
    }),
    [],
  );
  // When a focused field is removed, the browser drops the focus.
  useLayoutEffect(() => {
    if (isFocused.current) slot.current?.querySelector<HTMLElement>(isLong ? "[role=textbox]" : "textarea")?.focus();
  }, [isLong]);
  const rows = useMemo(() => (isLong ? 0 : text.split("\n").length), [isLong, text]);
  return (
    // The focus is only watched here; the focusable elements are inside.
    <div
      ref={slot}
      className="stack"
      onFocus={() => (isFocused.current = true)}
      onBlur={() => (isFocused.current = false)}
    >
      {isLong ? (
        <>
          <PiecesPane
            // The contract's name, with a straight apostrophe.
            label={NAME}
            value={text}
            onInput={set}
            stretches={NO_STRETCHES}
            className="verifier-text"
            handle={pieces}
          />
          <p className="row">
            <span className="meta">
              {text.length.toLocaleString("en")} characters are too many to edit here. A paste replaces them.
            </span>
            <Button className="small" onClick={() => set("")}>
              Clear this field
            </Button>
          </p>
        </>
      ) : (
        <textarea
          {...FIELD_ATTRIBUTES}
          ref={area}
          className="input verifier-text"
          aria-label={NAME}
          rows={isBeside ? Math.min(24, Math.max(8, rows + 1)) : 2}
          placeholder="Paste its own file, for example an AWS trust policy or an Entra federated credential"
          value={text}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        />
      )}
    </div>
  );
});

/** A longer paste is intercepted, since the browser would lay it out line by line. */
const LONG_INSERTION = 20_000;

/** A long text is still being read. */
function Reading({ length }: { readonly length: number }) {
  return (
    <p className="verifier-say sev-info" role="status">
      <Icon name="info" />
      <b>Reading {length.toLocaleString("en")} characters …</b>
    </p>
  );
}

const TONES = {
  accepted: ["ok", "ok"],
  refused: ["error", "error"],
  unknown: ["info", "info"],
} as const satisfies Readonly<Record<ListOutcome, readonly [string, string]>>;

/** The whole in one sentence. */
function Answer({ listing: { outcome, sentence } }: { readonly listing: Listing }) {
  const [icon, tone] = TONES[outcome];
  return (
    <p className={`verifier-say sev-${tone}`} aria-live="polite">
      <Icon name={icon} />
      <b>
        <bdi>{sentence}</bdi>
      </b>
    </p>
  );
}

/** The note about a token form that these verifiers do not read. */
function InJson() {
  const isJson = useView((view) => nesting(view.layers).some(({ form }) => form.endsWith("-json")));
  const { seal, form } = useView((view) => claimsOf(view).token);
  if (!isJson) return null;
  return (
    <p className="meta">
      A JWT is always compact (RFC 7519 section 1): most verifiers refuse a JSON serialisation before checking anything
      listed here.
      {seal !== undefined &&
        ` Header parameters are those of ${seal.count > 1 ? `${form === "jwe-json" ? "recipient" : "signature"} ${seal.index + 1}` : "the token"}, protected and unprotected.`}
    </p>
  );
}

/** Why no condition is listed although the field has text. */
function NotRead({ held }: { readonly held: Held }) {
  switch (held.is) {
    case "too-long":
      return <p className="meta">A text over 10 MB is not read: paste the part about tokens.</p>;
    case "given-up":
      return <p className="meta">{held.why}, so nothing is checked: paste the part about tokens.</p>;
    case "needs-reader":
      return <p className="meta">Reading…</p>;
    case "not-known":
      return (
        <p className="meta">
          {held.problem !== null && `${held.problem}. `}
          Not recognised, so nothing is checked. Supported: {new Intl.ListFormat("en-GB").format(readKinds())}.
        </p>
      );
    default:
      return null;
  }
}

/** The smallest change that makes the configuration accept the token, after the reason not to make it. */
function Offer({
  text,
  presented,
  shown,
}: {
  readonly text: string;
  readonly presented: Presented;
  readonly shown: ListedCondition;
}) {
  const { applyFix, copyText } = useActions();
  const [holder] = useState(createHolder);
  const isLong = isLongConfiguration(text);
  const isWanted = presented.signature === "met" && shown.outcome === "unmet";
  const isTooLong = text.length > MOST_CHANGED;
  const { header, claims, leeway } = presented;
  const { index } = shown;
  // The clock moves meanwhile, but does not affect a claim's value.
  const key = [text, header, claims, leeway, index, isWanted] as const;
  const found = useAnswer(key, async () => ({
    key,
    change: isLong && isWanted && !isTooLong ? await changeInWorker(text, presented, index) : null,
  }));
  const isCurrent = found?.key.every((part, at) => Object.is(part, key[at])) === true;
  const change = isLong ? (isCurrent ? found.change : null) : isWanted ? holder.change(text, presented, index) : null;
  if (isLong && isWanted && isTooLong)
    return <p className="meta">No change is proposed for a configuration over 1 MB.</p>;
  if (change === null) return null;
  return (
    <section className="verifier-offer" aria-label="Smallest change">
      <p>
        <b>The refusal may be right:</b> <bdi>{change.caution}</bdi>
      </p>
      <p>
        Otherwise add exactly this value:{" "}
        <code translate="no">
          <bdi>{change.value}</bdi>
        </code>
      </p>
      <p className="row">
        <Button className="small" icon="copy" onClick={() => void copyText(change.value, "value")}>
          Copy the value
        </Button>
        <Button className="small" onClick={() => applyFix({ kind: "verifier", text: applyEdit(text, change.edit) })}>
          Try it here
        </Button>
      </p>
    </section>
  );
}

/** A change is tested by reading the whole text again; longer texts are not tested. */
const MOST_CHANGED = 1_000_000;
