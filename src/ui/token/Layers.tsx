import { memo, useMemo } from "react";
import { keepSame } from "../../state/memo.ts";
import type { LayerItem, View } from "../../state/types.ts";
import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { FORMS } from "./layer-forms.ts";
import { useInnermost } from "./use-innermost.ts";
import "./arrival.css";

/** What each state of a layer is called. */
export const STATES: Readonly<Record<LayerItem["state"], string>> = {
  empty: "empty",
  malformed: "malformed",
  unsupported: "not supported",
  unsigned: "not signed",
  "no-key": "not checked",
  "key-error": "key unusable",
  pending: "checking",
  verified: "verified",
  decrypted: "decrypted",
  invalid: "does not verify",
};

/** Where a layer is in the surrounding one, in words; "" if its form or the order of the list says so. */
function placeWords(path: string): string {
  const place = path.slice(path.lastIndexOf(" ") + 1);
  switch (place) {
    case "":
    case "content":
    case "key-binding":
      return "";
    default:
      return `${place}, `;
  }
}

/** What the list shows of each layer: the same list until that changes. */
function itemsOf() {
  const last = keepSame<readonly (Pick<LayerItem, "path" | "form" | "state"> & { readonly name: string })[]>();
  return ({ layers }: View) =>
    last(
      layers.map(({ path, form, state, envelope, around }) => {
        const isSelective = form === "jws-json" && Boolean(envelope?.selective);
        const outer = layers.find((one) => one.path === around)?.envelope?.selective;
        const attested = envelope?.selective?.isAttestation ? "Attestation" : outer?.isAttestation ? "PoP" : null;
        return { path, form, state, name: attested ?? (isSelective ? "SD-JWT JSON" : FORMS[form]) };
      }),
    );
}

/** The tokens inside a token, outermost first; a press shows the panes of one. */
export const Layers = memo(function Layers() {
  const layers = useView(useMemo(() => itemsOf(), []));
  const shown = useView(({ path }) => path);
  const { showLayer, applyFix } = useActions();
  const large = useView((view) => view.large !== null);
  useInnermost();
  if (large) return <p className="found">Tokens inside one over 2 MB are not shown</p>;
  if (layers.length < 2) return null;
  return (
    <div className="found layers">
      <ul aria-label="Layers">
        {layers.map(({ path, form, state, name }) => (
          <li
            key={path}
            data-path={path}
            data-form={form}
            data-state={state}
            aria-current={path === shown || undefined}
          >
            <button
              type="button"
              className="btn small"
              aria-current={path === shown || undefined}
              onClick={() => showLayer(path)}
            >
              <bdi>{name}</bdi>
              <code>
                {placeWords(path)}
                {STATES[state]}
              </code>
            </button>
          </li>
        ))}
      </ul>
      {(shown !== "" || layers.some(({ path }) => path === "content")) && (
        <Button
          className="small take-out"
          name="Take out the inner token"
          title="Take out the inner token"
          onClick={() => applyFix({ kind: "take-out" })}
        >
          Take out
        </Button>
      )}
    </div>
  );
});
