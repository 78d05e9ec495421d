import { useMemo, useState } from "react";
import { cardAt } from "../../core/fields/card.ts";
import { explainMember } from "../../core/claims/explain.ts";
import { profileOfToken } from "../../core/claims/profile.ts";
import { memo } from "../../state/memo.ts";
import type { View } from "../../state/types.ts";
import { type Attention, useAttention } from "../attention.ts";
import { surroundingsOf } from "../assist/surroundings.ts";
import { Button } from "../Button.tsx";
import { KEEPS_CARET } from "../assist/keeps-caret.ts";
import { attended } from "../source-map/lit.ts";
import { outward } from "../source-map/outward.ts";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import "./explain.css";

const attendedIn = memo(
  (
    header: View["header"],
    payload: View["payload"],
    token: View["token"],
    layers: View["layers"],
    path: string,
    attention: Attention,
  ) => attended({ header, payload, token, layers, path }, attention),
);

/**
 * Explains the claim or parameter at the caret, finger or pointer, or the last one: its meaning, its clause, where its
 * bits are in the token, and buttons to copy value and path. Fixed at the foot of the payload, so nothing jumps or is
 * covered.
 */
export function Inspect() {
  const now = useAttention();
  const header = useView((view) => view.header);
  const payload = useView((view) => view.payload);
  const token = useView((view) => view.token);
  const layers = useView((view) => view.layers);
  const path = useView((view) => view.path);
  const style = useView(({ settings }) => settings.timeStyle);
  // Moving from a claim to its buttons leaves it, but still refers to it while the texts are unchanged.
  const [last, setLast] = useState<Last | null>(null);
  if (now !== null && now !== last?.attention) setLast({ attention: now, header: header.text, payload: payload.text });
  const isSame = last?.header === header.text && last.payload === payload.text;
  const attention = now ?? (isSame ? last.attention : null);
  const at = attention === null ? null : attendedIn(header, payload, token, layers, path, attention);
  const explained = useMemo(() => {
    const [member] = at?.members ?? [];
    if (at === null || member === undefined) return null;
    const carriers = at.map?.carriersOf(member.range) ?? null;
    const { about, meaning, ...rest } = explainMember(
      at.pane,
      member,
      style,
      profileOfToken(header.json, payload.json),
    );
    return {
      pane: at.pane,
      ...rest,
      // A line has room for one: what the value says is more than what any value is for.
      says: meaning ?? about,
      range: carriers && outward({ layers, path }, carriers.range),
      // In the token a caret is at a claim as a whole.
      offset: attention?.pane === at.pane ? attention.selection.start : member.nameRange.start,
    };
  }, [at, attention, header.json, payload.json, layers, path, style]);
  return (
    <div
      className={`inspect ${explained === null ? "" : `s-${explained.pane}`}`}
      role="note"
      aria-label="About this claim"
    >
      {explained === null ? (
        <p className="meta">Select a claim to see what it means</p>
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
          <Take pane={explained.pane} offset={explained.offset} />
        </>
      )}
    </div>
  );
}

interface Last {
  readonly attention: Attention;
  readonly header: string;
  readonly payload: string;
}

/** Copies the value at an offset of a pane, or its path. */
function Take({ pane, offset }: { readonly pane: "header" | "payload"; readonly offset: number }) {
  const { view } = useWorkbench();
  const { copyText } = useActions();
  const now = view.getState();
  const card = cardAt(now[pane].json, offset, surroundingsOf(now, pane));
  if (card === null) return null;
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
