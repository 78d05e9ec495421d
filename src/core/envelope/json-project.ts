import { removeMember, setMemberIn } from "../json/edit.ts";
import { keepLayout } from "../json/keep-layout.ts";
import { parseJson } from "../json/parse.ts";
import { minifyJson } from "../json/minify.ts";
import { lastMember, stringMember, wholeObject } from "../json/query.ts";
import type { JsonDocument, JsonObject, JsonString } from "../json/types.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { applyEdits } from "../text/edits.ts";
import type { TextEdit } from "../text/range.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { jsonSeals, joinedHeader, type OneSeal } from "./json-seals.ts";
import { hasUnencodedPayload } from "./parse.ts";
import { selectiveOf } from "./selective.ts";
import { headerWithout, withheldFrom } from "./withheld.ts";
import type { Projection, ProjectOptions } from "./project.ts";
import type { HeaderEdits, PaneEdits, ParsedToken } from "./types.ts";

/** The signing input of a JSON form's seal, after the edits. */
interface SealInput {
  readonly index: number;
  /** All of its header parameters. */
  readonly header: JsonDocument;
  /** Protected header, `.`, payload. */
  readonly signingInput: string;
  /** The signing input is unchanged by the edits, so the signature still belongs to it. */
  readonly isAsItWas: boolean;
}

/** A JSON form with its edits, and with the signatures it had. */
export interface JsonProjection extends Projection {
  readonly seals: readonly SealInput[];
}

/**
 * Applies edits to an opened JSON form: the edits are those of its chosen seal, `edits.others` those of the others.
 * Only the values of changed members change, in place. A missing member is inserted in its neighbours' layout, and an
 * emptied header is removed. A JWE takes header edits only.
 */
export function projectJson(
  base: ParsedToken,
  edits: PaneEdits,
  { encodeAsTyped, inner = null }: ProjectOptions,
): JsonProjection {
  const { envelope, seals } = jsonSeals(base);
  const chosen = base.seal?.index ?? 0;
  const root = wholeObject(envelope.json);
  const isJws = base.form === "jws-json";
  const plain = (typed: string): string => (encodeAsTyped ? typed : minifyJson(typed));
  const typedFor = (index: number): HeaderEdits => (index === chosen ? edits : (edits.others?.[index] ?? {}));
  const bound = changedBinding(base, typedFor(0), inner);
  const withheld = edits.withheld ?? [];
  const editsOf = (index: number): HeaderEdits => {
    const typed =
      index === 0 && bound !== null && "unprotected" in bound
        ? { ...typedFor(0), unprotected: bound.unprotected }
        : typedFor(index);
    return index === 0 && typed.unprotected !== undefined && withheld.length > 0
      ? { ...typed, unprotected: headerWithout(typed.unprotected, withheld) }
      : typed;
  };
  const payload = isJws ? (inner?.content ?? (edits.payload === undefined ? null : plain(edits.payload))) : null;
  const changes: TextEdit[] = bound !== null && "edit" in bound ? [bound.edit] : [];
  const first = envelope.seals[0]?.unprotected ?? null;
  const left = first && editsOf(0).unprotected === undefined ? withheldFrom(base.text, first, withheld) : null;
  if (left !== null) changes.push(left);
  const [, before] = base.segments;
  let payloadText = before?.text ?? "";

  const sealed = seals.map((seal, index): Omit<SealInput, "isAsItWas"> & { readonly protectedText: string } => {
    const { header, unprotected } = editsOf(index);
    const { entry } = envelope.seals[index]!;
    const old = seal.token.segments[0]!.text;
    let protectedText = old;
    if (header !== undefined && root !== null) {
      protectedText = header === "" ? "" : encodeBase64Url(encodeUtf8(plain(header)));
      const holder = isJws || envelope.list === null ? entry : root;
      // The header shared by all recipients is separate, and is edited with the chosen one.
      if (isJws || index === chosen)
        changes.push(...setOrRemove(base.text, holder, "protected", protectedText && JSON.stringify(protectedText)));
    }
    if (unprotected !== undefined && root !== null) {
      const [holder, name] = unprotectedPlace(seal, entry, root);
      changes.push(...changeObject(base.text, holder, name, unprotected));
    }
    return { index, header: headerOf(seal, entry, header, unprotected), protectedText, signingInput: "" };
  });
  if (edits.shared !== undefined && root !== null && !isJws)
    changes.push(...changeObject(base.text, root, "unprotected", edits.shared));
  if (payload !== null && root !== null) {
    payloadText = hasUnencodedPayload(sealed[chosen]?.header ?? envelope.json)
      ? payload
      : encodeBase64Url(encodeUtf8(payload));
    changes.push(...setOrRemove(base.text, root, "payload", JSON.stringify(payloadText)));
  }
  const text = applyEdits(base.text, changes);
  const inputs = sealed.map(({ protectedText, ...seal }, index): SealInput => {
    const old = seals[index]!.token.segments;
    return {
      ...seal,
      signingInput: `${protectedText}.${payloadText}`,
      isAsItWas:
        protectedText === old[0]!.text &&
        payloadText === (before?.text ?? "") &&
        stringMember(seal.header, "alg") === stringMember(seals[index]!.token.header!.json, "alg"),
    };
  });
  const own = inputs[chosen];
  return {
    text,
    segments: [own?.signingInput.split(".", 1)[0] ?? "", payloadText],
    signingInput: isJws ? (own?.signingInput ?? "") : "",
    edited: text !== base.text,
    rest: "",
    seals: inputs,
  };

  function headerOf(seal: OneSeal, entry: JsonObject, header?: string, unprotected?: string): JsonDocument {
    if (header === undefined && unprotected === undefined && edits.shared === undefined) return seal.token.header!.json;
    const own = header === undefined ? (seal.protected?.json ?? parseJson("")) : parseJson(header);
    return joinedHeader(own, unprotectedOf(base, entry, seal, unprotected));
  }

  function unprotectedOf(token: ParsedToken, entry: JsonObject, seal: OneSeal, edit?: string): readonly JsonDocument[] {
    const place = root && unprotectedPlace(seal, entry, root);
    const holders: readonly (readonly [JsonObject, string])[] =
      root === null
        ? []
        : isJws
          ? [[entry, "header"]]
          : [
              [root, "unprotected"],
              [entry, "header"],
            ];
    return holders.flatMap(([holder, name]) => {
      if (edit !== undefined && place?.[0] === holder && place[1] === name) return [parseJson(edit)];
      if (name === "unprotected" && edits.shared !== undefined) return [parseJson(edits.shared)];
      const value = lastMember(holder, name)?.value;
      return value?.type === "object" ? [parseJson(token.text.slice(value.range.start, value.range.end))] : [];
    });
  }
}

/**
 * What a changed key binding does to an SD-JWT in JSON: an edit of its text or, if the header that contains it was
 * typed over, a new text for that header; null if nothing.
 */
function changedBinding(
  base: ParsedToken,
  { unprotected }: HeaderEdits,
  inner: ProjectOptions["inner"],
): { readonly edit: TextEdit } | { readonly unprotected: string } | null {
  const binding = inner?.binding ?? null;
  if (binding === null) return null;
  if (unprotected !== undefined) return { unprotected: withBinding(unprotected, binding) };
  const old = selectiveOf(base)?.binding ?? null;
  return old === null || old.text === binding ? null : { edit: { range: old.range, insert: inString(binding) } };
}

/** An unprotected header with its key binding replaced; unchanged if it has none. */
export function withBinding(header: string, binding: string): string {
  const member = bindingIn(header);
  return member === null || member.value === binding
    ? header
    : applyEdits(header, [{ range: member.range, insert: JSON.stringify(binding) }]);
}

/** The key binding in the text of an unprotected header; null if there is none. */
export function bindingIn(header: string): JsonString | null {
  const root = wholeObject(parseJson(header));
  const value = root && lastMember(root, "kb_jwt")?.value;
  return value?.type === "string" ? value : null;
}

/** A text as written between the quotes of a JSON string. */
export function inString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The place of the unprotected header in the pane: that of the one seal, or the shared one if there is no other. */
export function unprotectedPlace(
  { token }: Pick<OneSeal, "token">,
  entry: JsonObject,
  root: JsonObject,
): readonly [holder: JsonObject, name: "header" | "unprotected"] {
  const isShared =
    token.form === "jwe" && lastMember(entry, "header") === null && lastMember(root, "unprotected") !== null;
  return isShared ? [root, "unprotected"] : [entry, "header"];
}

/** The token's text with the signatures of some seals replaced, by index; the rest is unchanged. */
export function withSignatures(text: string, form: "jws-json", signatures: ReadonlyMap<number, string>): string {
  const { envelope } = jsonSeals({ text, form, segments: [], segmentCount: 0, header: null, payload: null });
  const edits = envelope.seals.flatMap(({ entry }, index) => {
    const signature = signatures.get(index);
    return signature === undefined ? [] : setOrRemove(text, entry, "signature", JSON.stringify(signature));
  });
  return applyEdits(text, edits);
}

/**
 * The text of an opened JSON form with the segments of its chosen signature replaced; null if another payload would
 * break the other signatures.
 */
export function withSegments(
  base: ParsedToken,
  [header, payload, signature]: readonly [header: string, payload: string, signature: string],
): string | null {
  const { envelope, seals } = jsonSeals(base);
  const root = wholeObject(envelope.json);
  const seal = envelope.seals[base.seal?.index ?? 0];
  if (root === null || seal === undefined) return null;
  if (seals.length > 1 && payload !== base.segments[1]?.text) return null;
  const quoted = (text: string): string => (text === "" ? "" : JSON.stringify(text));
  return applyEdits(base.text, [
    ...setOrRemove(base.text, seal.entry, "protected", quoted(header)),
    ...setOrRemove(base.text, root, "payload", quoted(payload)),
    ...setOrRemove(base.text, seal.entry, "signature", JSON.stringify(signature)),
  ]);
}

/** Sets a member, or removes it if the value is empty. */
export function setOrRemove(text: string, object: JsonObject, name: string, literal: string): readonly TextEdit[] {
  const member = lastMember(object, name);
  if (literal === "") {
    const edit = member && removeMember(text, member);
    return edit ? [edit] : [];
  }
  if (member && text.slice(member.value.range.start, member.value.range.end) === literal) return [];
  return [setMemberIn(text, object, name, literal)];
}

/**
 * The edit that turns a member's object into what was typed, in its own layout. What was typed and is not an object is written without
 * insignificant white space.
 */
function changeObject(text: string, holder: JsonObject, name: string, typed: string): readonly TextEdit[] {
  const node = lastMember(holder, name)?.value;
  if (node?.type !== "object" || wholeObject(parseJson(typed)) === null)
    return setOrRemove(text, holder, name, minifyJson(typed.trim()));
  const old = text.slice(node.range.start, node.range.end);
  const insert = keepLayout(old, typed.trim());
  return insert === old ? [] : [{ range: node.range, insert }];
}
