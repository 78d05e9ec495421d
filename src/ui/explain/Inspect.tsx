import { useMemo } from "react";
import { cardAt } from "../../core/fields/card.ts";
import type { FieldCard } from "../../core/fields/types.ts";
import { explainMember } from "../../core/claims/explain.ts";
import { profileOfToken } from "../../core/claims/profile.ts";
import type { Range } from "../../core/text/range.ts";
import { keepSame, memo } from "../../state/memo.ts";
import type { View } from "../../state/types.ts";
import { type Attention, useViewAt } from "../attention.ts";
import { surroundingsOf } from "../assist/surroundings.ts";
import { Button } from "../Button.tsx";
import { KEEPS_CARET } from "../assist/keeps-caret.ts";
import { attended } from "../source-map/lit.ts";
import { outward } from "../source-map/outward.ts";
import { innerOf, ShowInner } from "../verdict/ShowInner.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import "./explain.css";

/** Before a claim was selected: where the claims are. */
function Nothing() {
  return useView(innerOf) === null ? (
    <p className="meta">Select a claim to see what it means</p>
  ) : (
    <p className="meta">
      The claims are in the inner token <ShowInner />
    </p>
  );
}

/** What the page says about a claim or parameter, and what can be copied. */
interface Said {
  readonly pane: "header" | "payload";
  readonly name: string;
  readonly title: string | null;
  readonly spec: string | null;
  readonly says: string | null;
  /** The characters that carry it in the outermost token. */
  readonly range: Range | null;
  readonly card: Pick<FieldCard, "name" | "pointer" | "value"> | null;
}

/**
 * Explains the claim or parameter at the caret, finger or pointer, or the last one: its meaning, its clause, where its
 * bits are in the token, and buttons to copy value and path. Fixed at the foot of the payload, so nothing jumps or is
 * covered.
 */
export function Inspect() {
  const explained = useViewAt(useMemo(() => createExplaining(), []));
  return (
    <div
      className={`inspect ${explained === null ? "" : `s-${explained.pane}`}`}
      role="note"
      aria-label="About this claim"
    >
      {explained === null ? (
        <Nothing />
      ) : (
        <>
          <p>
            <bdi className="what">{explained.name.slice(0, 60)}</bdi>{" "}
            <b>
              {explained.title ??
                (explained.pane === "header" ? "not a registered parameter" : "not a registered claim")}
            </b>
            {explained.range !== null && (
              <span className="meta">
                token, characters {explained.range.start + 1} to {explained.range.end}
              </span>
            )}
          </p>
          <p className="meta">
            {explained.says !== null && <bdi className="meaning">{explained.says.slice(0, 240)}</bdi>}
            {explained.spec !== null && <cite>{explained.spec}</cite>}
            {explained.says === null && explained.spec === null && "Its meaning is defined by the issuer"}
          </p>
          {explained.card !== null && <Take card={explained.card} />}
        </>
      )}
    </div>
  );
}

/** The card for a position; keeps its identity while its content is the same. */
function createExplaining(): (view: View, now: Attention | null) => Said | null {
  // Moving from a claim to its buttons leaves the claim, but the card stays while the texts are unchanged.
  let last: { readonly attention: Attention; readonly header: string; readonly payload: string } | null = null;
  const same = keepSame<Said | null>();
  const explained = memo((view: View, attention: Attention | null) => same(attention && explain(view, attention)));
  return (view, now) => {
    const [header, payload] = [view.header.text, view.payload.text];
    if (now !== null) last = { attention: now, header, payload };
    return explained(view, last?.header === header && last.payload === payload ? last.attention : null);
  };
}

function explain(view: View, attention: Attention): Said | null {
  const { header, payload, settings } = view;
  const at = attended(view, attention);
  const [member] = at?.members ?? [];
  if (at === null || member === undefined) return null;
  const carriers = at.map?.carriersOf(member.range) ?? null;
  const profile = profileOfToken(header.json, payload.json);
  const { name, title, spec, about, meaning } = explainMember(at.pane, member, settings.timeStyle, profile);
  // In the token pane, a caret selects a whole claim.
  const offset = attention.pane === at.pane ? attention.selection.start : member.nameRange.start;
  const card = cardAt(view[at.pane].json, offset, surroundingsOf(view, at.pane));
  return {
    pane: at.pane,
    name,
    title,
    spec,
    // A line has room for one: the meaning of this value is more useful than that of the claim.
    says: meaning ?? about,
    range: carriers && outward(view, carriers.range),
    card: card && { name: card.name, pointer: card.pointer, value: card.value },
  };
}

/** Copies a value, or its path. */
function Take({ card }: { readonly card: NonNullable<Said["card"]> }) {
  const { copyText } = useActions();
  const name = card.name.slice(0, 60);
  return (
    <span className="take">
      <Button
        icon="copy"
        className="small"
        name="Copy value"
        title={`Copy the value of ${card.pointer}`}
        {...KEEPS_CARET}
        onClick={() => void copyText(card.value, `value of ${name}`)}
      >
        Value
      </Button>
      <Button
        icon="copy"
        className="small"
        name="Copy path"
        title={`Copy ${card.pointer} (JSON Pointer, RFC 6901)`}
        {...KEEPS_CARET}
        onClick={() => void copyText(card.pointer, `path of ${name}`)}
      >
        Path
      </Button>
    </span>
  );
}
