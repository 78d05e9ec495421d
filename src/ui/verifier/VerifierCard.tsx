import { useEffect, useRef, useState } from "react";
import { changeFor, type JudgedCondition, type Verdict } from "../../core/verifier/judge.ts";
import { readKinds } from "../../core/verifier/load-read.ts";
import type { ListOutcome } from "../../core/verifier/types.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { MoveOffer } from "../arrival/MoveOffer.tsx";
import { nesting } from "../../state/nesting.ts";
import { claimsOf } from "../gateway/use-walk.ts";
import { Button } from "../Button.tsx";
import { Card } from "../Card.tsx";
import { Icon } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { Conditions } from "./Conditions.tsx";
import { DangerList } from "./DangerList.tsx";
import { Difference } from "./Difference.tsx";
import { Examples } from "./Examples.tsx";
import { IssuerSide } from "./IssuerSide.tsx";
import { verifierCame } from "./to-verifier.ts";
import { type Held, useVerifier } from "./use-verifier.ts";
import "./verifier.css";

/** The configuration of whoever refuses the token, as its own file has it, and what each condition in it comes to. */
export function VerifierCard() {
  const text = useView(({ inputs }) => inputs.verifier);
  const { setNotes } = useActions();
  const held = useVerifier();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(verifierCame, []);
  const [chosen, choose] = useState<string | null>(null);
  const { read, verdict } = held;
  const shown = verdict?.conditions.find(({ condition }) => keyOf(condition) === chosen) ?? verdict?.about ?? null;
  const show = (one: JudgedCondition): void => {
    choose(keyOf(one.condition));
    const { range } = one.condition;
    if (range === null) return;
    field.current?.focus();
    field.current?.setSelectionRange(range.start, range.end);
  };
  return (
    <Card
      id="p-verifier"
      label="Verifier"
      title="Verifier’s configuration"
      about={read.is === "read" ? read.reading.title : "why does a relying party refuse the token?"}
    >
      {read.is === "read" && verdict && <Answer verdict={verdict} />}
      {read.is === "read" && <InJson />}
      <div className={verdict ? "verifier-sides" : "stack"}>
        <div className="stack">
          <textarea
            {...FIELD_ATTRIBUTES}
            ref={field}
            className="input verifier-text"
            // The contract's name, with a straight apostrophe.
            aria-label="Verifier's configuration"
            rows={verdict ? Math.min(24, Math.max(8, text.split("\n").length + 1)) : 2}
            placeholder="Paste its own file, for example an AWS trust policy or an Entra federated credential"
            value={text}
            onChange={({ currentTarget }) => setNotes({ verifier: currentTarget.value })}
          />
          <MoveOffer field="verifier" text={text} />
          <NotRead held={held} />
          {text.trim() === "" && <Examples />}
        </div>
        {read.is === "read" && verdict && (
          <div className="stack">
            {shown && <Difference of={shown} />}
            <Offer text={text} held={held} shown={shown} />
            {shown && verdict.outcome !== "accepted" && <IssuerSide of={shown} claims={held.presented.claims} />}
            <Conditions reading={read.reading} verdict={verdict} shown={shown} show={show} />
            <DangerList dangers={read.reading.dangers} label="Dangers of the configuration" />
            {read.reading.notes.map((note) => (
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

const keyOf = ({ group, name }: JudgedCondition["condition"]): string => `${group}\n${name}`;

const TONES = {
  accepted: ["ok", "ok"],
  refused: ["error", "error"],
  unknown: ["info", "info"],
} as const satisfies Readonly<Record<ListOutcome, readonly [string, string]>>;

/** The whole in one sentence. */
function Answer({ verdict: { outcome, sentence } }: { readonly verdict: Verdict }) {
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

/** What is said of a token that such verifiers do not even read. */
function InJson() {
  const isJson = useView((view) => nesting(view.layers).some(({ form }) => form.endsWith("-json")));
  const { seal, form } = useView((view) => claimsOf(view).token);
  if (!isJson) return null;
  return (
    <p className="meta">
      A JWT is always compact (RFC 7519 section 1): most verifiers refuse a JSON serialisation before they look at what
      is listed here.
      {seal !== undefined &&
        ` Header parameters are those of ${seal.count > 1 ? `${form === "jwe-json" ? "recipient" : "signature"} ${seal.index + 1}` : "the token"}, protected and unprotected.`}
    </p>
  );
}

/** Why no condition is listed, where something is in the field. */
function NotRead({ held: { read } }: { readonly held: Held }) {
  switch (read.is) {
    case "too-long":
      return <p className="meta">More than 10 MB is not read: paste the part that is about tokens.</p>;
    case "needs-reader":
      return <p className="meta">Being read.</p>;
    case "not-known":
      return (
        <p className="meta">
          {read.problem !== null && `${read.problem}. `}
          Not recognised, so nothing is judged. Read so far: {new Intl.ListFormat("en-GB").format(readKinds())}.
        </p>
      );
    default:
      return null;
  }
}

/** The smallest change that also takes the token, after the reason not to make it. */
function Offer({
  text,
  held: { presented, isOriginal, verdict },
  shown,
}: {
  readonly text: string;
  readonly held: Held;
  readonly shown: JudgedCondition | null;
}) {
  const { applyFix, copyText } = useActions();
  const change =
    shown === null || verdict?.outcome !== "refused" || !isOriginal ? null : changeFor(text, shown, presented);
  if (change === null) return null;
  return (
    <section className="verifier-offer" aria-label="Smallest change">
      <p>
        <b>The refusal may be right:</b> <bdi>{change.caution}</bdi>
      </p>
      <p>
        Else add exactly this value:{" "}
        <code translate="no">
          <bdi>{change.value}</bdi>
        </code>
      </p>
      <p className="row">
        <Button className="small" icon="copy" onClick={() => void copyText(change.value, "value")}>
          Copy the value
        </Button>
        <Button className="small" onClick={() => applyFix({ kind: "verifier", text: change.text })}>
          Try it here
        </Button>
      </p>
    </section>
  );
}
