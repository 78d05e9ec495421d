import { useMemo } from "react";
import { type SealItem, sealItems } from "../../state/seal-items.ts";
import { STATES } from "../token/Layers.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { Conversions } from "./Conversions.tsx";
import "./json-form.css";

const PROVENANCE: Readonly<Record<SealItem["provenance"], string>> = {
  original: "",
  "re-signed": "signed here",
  kept: "made before the edit",
};

/** The signatures or recipients of a JSON form, each with its verdict, and the token's other serialisations. */
export function JsonForm() {
  const shown = useView(useMemo(() => sealItems(), []));
  const { act } = useActions();
  if (shown === null) return null;
  const { form, items, chosen, more } = shown;
  const isJws = form === "jws-json";
  const title = isJws ? "Signatures" : "Recipients";
  return (
    <section className="json-form" aria-label={isJws ? "Signatures of this token" : "Recipients of this token"}>
      <h3>{title}</h3>
      <ul aria-label={title} className="seals">
        {items.map((item) => (
          <li
            key={item.index}
            data-state={item.state}
            data-provenance={item.provenance}
            aria-current={item.index === chosen || undefined}
          >
            <button
              type="button"
              className="seal"
              aria-current={item.index === chosen || undefined}
              onClick={() => act((acts, fixing) => acts.chooseSeal(item.index, fixing))}
            >
              <b>
                {item.index + 1} <bdi translate="no">{item.alg ?? "no alg"}</bdi>
              </b>
              {item.kid !== null && (
                <bdi className="seal-kid" translate="no">
                  {item.kid}
                </bdi>
              )}
              <span className="seal-state">{stateWords(item, isJws)}</span>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="meta">{`${more.toLocaleString("en")} more are not shown and not checked.`}</p>}
      {items.length > 1 && (
        <p className="meta">
          {isJws
            ? "A single key checks the selected signature; a key set checks each signature whose kid it has."
            : "The key is tried for each recipient; if it fits any of them, the content is decrypted."}
        </p>
      )}
      <Conversions />
    </section>
  );
}

function stateWords({ state, isOther, key, provenance }: SealItem, isJws: boolean): string {
  const said = isOther
    ? isJws
      ? "no key for it"
      : "not decrypted with it"
    : isJws || state !== "invalid"
      ? STATES[state]
      : "does not decrypt";
  const by = key === null ? "" : ` with ${key}`;
  const how = PROVENANCE[provenance];
  return said + by + (how === "" ? "" : `, ${how}`);
}
