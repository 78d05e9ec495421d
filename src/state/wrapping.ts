import { encodeBase64Url } from "../core/text/base64url.ts";
import { encodeUtf8 } from "../core/text/utf8.ts";
import { jsonSeals } from "../core/envelope/json-seals.ts";
import { unsealed } from "../core/envelope/unsealed.ts";
import { MOST_DEPTH } from "./derive-tree.ts";
import { tokenArrives } from "./initial.ts";
import { insideOf, LAYER_FIELDS, pathInside } from "./layer-inputs.ts";
import { settled } from "./settled.ts";
import type { ByPath, Inputs, LayerInputs, Plaintext, View } from "./types.ts";
import type { Changes } from "./workbench.ts";

/**
 * The header of a new envelope; `cty` tells readers that the content is another token: a JWT, which is always compact (RFC
 * 7519 section 5.2), or a JSON serialisation (RFC 7515 section 9.2.1).
 */
function headerAround(how: "encryption" | "signature", inner: View["whole"]): string {
  const cty = inner.form.endsWith("-json") ? "jose+json" : "JWT";
  return JSON.stringify(how === "encryption" ? { alg: "RSA-OAEP-256", enc: "A256GCM", cty } : { alg: "HS256", cty });
}

/** Whether the current token can become the content of another one, which is then shown with all its layers. */
export function canWrap({ whole, layers, large }: View): boolean {
  const isCompact = ["jws", "jwe", "sd-jwt"].includes(whole.form) && whole.header !== null;
  const isToken = isCompact || (whole.seal !== undefined && !jsonSeals(whole).isBroken);
  return (
    large === null &&
    isToken &&
    layers.every(({ path }) => path.split(/ (?=content|key-binding|\/)/).length < MOST_DEPTH)
  );
}

/**
 * The current token, exactly as shown, becomes the content of a new one around it, as one step of Undo: encrypted or
 * signed as soon as there is a key. The layers keep their keys, one level deeper.
 */
export function wrap(changes: Changes, how: "encryption" | "signature"): void {
  onceSettled(changes, (view) => {
    if (!canWrap(view)) return;
    const text = view.whole.text;
    const isSigned = how === "signature";
    const segment = (part: string): string => encodeBase64Url(encodeUtf8(part));
    const header = headerAround(how, view.whole);
    const made = isSigned ? `${segment(header)}.${segment(text)}.` : unsealed(header);
    const { plaintext, ...moved } = under(view, (path) => (path === "" ? "content" : pathInside("content", path)));
    changes.step({
      ...tokenArrives(made),
      made: true,
      ...moved,
      ...(isSigned && { signAgain: { "": 1 } }),
      plaintext: isSigned ? plaintext : { ...plaintext, "": { of: made, text } },
    });
  });
}

/**
 * The shown inner token, or else the outermost one's content, becomes the current token, unchanged and with the keys
 * of its layers, as one step of Undo.
 */
export function takeOut(changes: Changes, inner = changes.view().path === ""): void {
  onceSettled(changes, (view) => {
    const path = inner ? pathInside(view.path, "content") : view.path;
    const layer = view.layers.find((item) => item.path === path);
    if (layer === undefined) return;
    changes.step({
      ...tokenArrives(layer.token.text),
      made: true,
      ...under(view, (at) => (at === path ? "" : insideOf(path, at))),
    });
  });
}

/** Calls back with the view once it has no pending signature, possibly at once. */
function onceSettled(changes: Changes, act: (view: View) => void): void {
  const view = changes.view();
  if (view.signaturePending) void settled(changes).then(act);
  else act(view);
}

type Moved = Pick<Inputs, Exclude<keyof LayerInputs, "edits" | "signAgain">>;

/**
 * The inputs of each layer at its new path; null: it is gone. Edits are in the tokens' texts,
 * and encrypted content that no key here decrypts is remembered.
 */
function under({ inputs, layers }: View, to: (path: string) => string | null): Moved {
  const moved = <Value>(values: ByPath<Value>): ByPath<Value> =>
    Object.fromEntries(
      Object.entries(values).flatMap(([path, value]) => {
        const next = to(path);
        return next === null ? [] : [[next, value] as const];
      }),
    );
  const fields = LAYER_FIELDS.filter((name) => name !== "edits" && name !== "signAgain");
  return {
    ...(Object.fromEntries(fields.map((name) => [name, moved<unknown>(inputs[name])])) as unknown as Moved),
    plaintext: moved(plaintextsOf(layers)),
  };
}

/** The known contents of encrypted layers that no key here decrypts, each with the token as shown. */
function plaintextsOf(layers: View["layers"]): ByPath<Plaintext> {
  return Object.fromEntries(
    layers.flatMap(({ path, form, state, token }) =>
      form.startsWith("jwe") && state !== "decrypted" && token.payload !== null && token.payload.utf8.length === 0
        ? [[path, { of: token.text, text: token.payload.text }] as const]
        : [],
    ),
  );
}
