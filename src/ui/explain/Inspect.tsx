import { useMemo } from "react";
import { explainMember } from "../../core/claims/explain.ts";
import { profileOfToken } from "../../core/claims/profile.ts";
import { memo } from "../../state/memo.ts";
import type { View } from "../../state/types.ts";
import { type Attention, useAttention } from "../attention.ts";
import { attended } from "../source-map/lit.ts";
import { outward } from "../source-map/outward.ts";
import { useView } from "../WorkbenchContext.tsx";
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
 * What the claim or parameter is that a person is at, by caret, finger or pointer: its meaning, its clause, and where in the
 * token its bits are. A fixed place at the foot of the payload, so that nothing jumps and nothing is covered.
 */
export function Inspect() {
  const attention = useAttention();
  const header = useView((view) => view.header);
  const payload = useView((view) => view.payload);
  const token = useView((view) => view.token);
  const layers = useView((view) => view.layers);
  const path = useView((view) => view.path);
  const style = useView(({ settings }) => settings.timeStyle);
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
    };
  }, [at, header.json, payload.json, layers, path, style]);
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
        </>
      )}
    </div>
  );
}
