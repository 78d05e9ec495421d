import type { JWK } from "jose";
import { innerForm } from "../envelope/places.ts";
import { parseJson } from "../json/parse.ts";
import { lastMember } from "../json/query.ts";
import type { JsonMember, JsonNode, JsonObject, JsonString } from "../json/types.ts";
import { isSecretMember } from "../report/personal.ts";
import { isStrictBase64Url } from "../text/base64url.ts";
import { twinOfCertificate } from "./certificate.ts";
import { isKeyMember, publicOf } from "./keyring.ts";
import { type Maker, MOST_DEPTH } from "./maker.ts";
import { isTimeName, nameStays, numberStays, treatmentOf } from "./member-policy.ts";
import { jwkOf, stringIn } from "./members.ts";
import { spelledJson } from "./spelled.ts";

/** Names of values that are digests. */
const DIGESTS = new Set(
  "x5t x5t#S256 x5t#o jkt ath at_hash c_hash s_hash sd_hash _sd ... p2s iv tag apu apv".split(" "),
);

interface Edit {
  readonly range: { readonly start: number; readonly end: number };
  readonly insert: string | null;
}

/**
 * The text of a JSON document with its values replaced, including what could not be read of it. `name` is the member
 * that contains it.
 */
export async function twinOfJson(maker: Maker, text: string, depth: number, name: string): Promise<string> {
  const { root } = parseJson(text);
  const json = new JsonTwin(maker, text, depth);
  if (root !== null) json.replace(root, name === "header" || name === "payload" ? "" : name, "", null);
  return json.made();
}

/** One JSON text whose values are replaced where they stand. The rest of it stays, or is replaced as text if it is not JSON. */
export class JsonTwin {
  readonly #maker: Maker;
  readonly #text: string;
  readonly #depth: number;
  readonly #waiting: Promise<Edit>[] = [];

  constructor(maker: Maker, text: string, depth: number) {
    this.#maker = maker;
    this.#text = text;
    this.#depth = depth;
  }

  /** The text once all replacements are there. Brackets and white space are kept; of what is not JSON, no value is. */
  async made(): Promise<string> {
    const edits = (await Promise.all(this.#waiting)).toSorted((a, b) => a.range.start - b.range.start);
    let made = "";
    let done = 0;
    for (const { range, insert } of edits) {
      if (range.start < done) continue;
      made += this.#gap(done, range.start) + (insert ?? this.#text.slice(range.start, range.end));
      done = range.end;
    }
    return made + this.#gap(done, this.#text.length);
  }

  /** Replaces a string by one with this content, spelled the same way. */
  put(node: JsonString, said: string | Promise<string>): void {
    const literal = this.#text.slice(node.range.start, node.range.end);
    this.#put(
      node.range,
      Promise.resolve(said).then((value) => respelled(literal, value)),
    );
  }

  /** Replaces a value that is the member `name` of `within`, an object that is itself the member `parent`. */
  replace(node: JsonNode, name: string, parent = "", within: JsonObject | null = null): void {
    switch (node.type) {
      case "object": {
        const jwk = jwkOf(node);
        if (jwk !== null) return this.#key(node, jwk, name);
        for (const member of node.members) this.#member(member, node, name);
        return;
      }
      case "array":
        for (const item of node.items) this.replace(item, name, parent, within);
        return;
      case "string": {
        const { said } = spelledJson(inside(this.#text.slice(node.range.start, node.range.end)));
        return this.put(node, twinOfValue(this.#maker, said, name, within, this.#depth));
      }
      case "number":
        if (numberStays(name, node.raw)) {
          if (isTimeName(name)) this.#maker.stayed.times.add(name);
          return this.#leave(node.range);
        }
        return this.#put(node.range, this.#maker.noted(name, node.raw, this.#maker.replacer.number(node.raw)));
      case "boolean":
      case "null":
        return this.#leave(node.range);
    }
  }

  /** Replaces an object's members other than those of these names, whose values are replaced already. */
  replaceOthers(root: JsonObject, done: readonly string[]): void {
    for (const member of root.members) {
      const isDone = done.includes(member.name) && lastMember(root, member.name) === member;
      if (!isDone) this.#member(member, root, "");
      else this.#leave(member.nameRange);
    }
  }

  #put(range: Edit["range"], insert: string | Promise<string>): void {
    this.#waiting.push(Promise.resolve(insert).then((text) => ({ range, insert: text })));
  }

  #leave(range: Edit["range"]): void {
    this.#waiting.push(Promise.resolve({ range, insert: null }));
  }

  #member(member: JsonMember, within: JsonObject, parent: string): void {
    this.#name(member, parent);
    // In an HTTP archive, another member names a header, cookie or parameter.
    const named = member.name === "value" ? stringIn(within, "name")?.value : undefined;
    const bare = member.name.replace(/^['`]|['`]$/g, "");
    this.replace(member.value, named ?? bare, parent, within);
  }

  #name({ name, nameRange }: JsonMember, parent: string): void {
    if (nameStays(name, parent)) {
      this.#maker.stayed.names.add(name);
      return this.#leave(nameRange);
    }
    const made = this.#maker.replacer.text(name, "words");
    const literal = this.#text.slice(nameRange.start, nameRange.end);
    this.#put(nameRange, literal.startsWith('"') ? respelled(literal, made) : made);
  }

  /** Replaces a JSON Web Key with another one of its kind. */
  #key(node: JsonObject, jwk: JWK, parent: string): void {
    const made = this.#maker.keyring.inPlaceOf(jwk);
    for (const member of node.members) {
      const { name, value } = member;
      if (!isKeyMember(name) || value.type !== "string") {
        this.#member(member, node, "jwk");
        continue;
      }
      this.#leave(member.nameRange);
      this.put(
        value,
        made.then((key) => {
          const other = (key as Readonly<Record<string, unknown>> | null)?.[name];
          if (key !== null && parent !== "epk")
            this.#maker.keys.set(`carried ${JSON.stringify(publicOf(key))}`, { jwk: key, use: "carried" });
          return typeof other === "string" ? other : this.#maker.random(value.value);
        }),
      );
    }
  }

  #gap(from: number, to: number): string {
    const gap = this.#text.slice(from, to);
    if (/^[\s\ufeff{}[\],:]*$/.test(gap)) return gap;
    return gap.replace(/[\p{L}\p{M}\p{N}.@_-]+/gu, (run, at: number) => {
      const before = this.#text.slice(Math.max(0, from + at - 60), from + at);
      const name = /["'`]?([\w-]{1,40})["'`]?\s{0,9}[:=]\s{0,9}["'`]?$/.exec(before)?.[1];
      // What was meant as a time counts as one, however it is spelled.
      if (name !== undefined && isTimeName(name) && /^\d/.test(run)) return run;
      const isSecret = name !== undefined && treatmentOf(name, run) === "secret";
      return this.#maker.replacer.text(run, isSecret ? "secret" : "words");
    });
  }
}

/** The replacement for a string that is the member `name` of `within`: a derived value, a token, a digest, a certificate or a text. */
export async function twinOfValue(
  maker: Maker,
  said: string,
  name: string,
  within: JsonObject | null,
  depth = 0,
): Promise<string> {
  const derived = maker.derived(said);
  if (derived !== undefined) return maker.noted(name, said, await derived);
  if (said.length > 3 && innerForm(said) !== null) return maker.token(said, depth + 1);
  if (DIGESTS.has(name)) return maker.noted(name, said, maker.digest(said, isEncodedDigest(said)));
  if (name === "crit") return nameStays(said, "") ? said : maker.replacer.text(said, "words");
  if (name === "x5c") return maker.noted(name, said, await twinOfCertificate(maker, said));
  const member = within?.members.find(
    ({ name: one, value }) => one === name && value.type === "string" && value.value === said,
  );
  if (within !== null && member !== undefined && isSecretMember(member, within))
    return maker.noted(name, said, maker.replacer.opaque(said));
  const treatment = treatmentOf(name, said);
  if (treatment === "keep") {
    maker.stayed.forms.add(`${name}: ${said}`);
    return said;
  }
  if (treatment === "time") {
    maker.stayed.times.add(name);
    return said;
  }
  if (depth <= MOST_DEPTH && /^\s*[[{]/.test(said) && parseJson(said).problems.length === 0)
    return twinOfJson(maker, said, depth + 1, name);
  if (treatment === "secret") return maker.noted(name, said, maker.replacer.text(said, "secret"));
  return maker.noted(name, said, await maker.text(said, name, depth + 1));
}

function isEncodedDigest(said: string): boolean {
  const isHex = /^[\da-f]+$/i.test(said) && said.length % 4 === 0 && said.length >= 40;
  return isStrictBase64Url(said) && !isHex;
}

/** A string literal, quotes included, with another content. */
function respelled(literal: string, said: string): string {
  const body = inside(literal);
  const start = literal.startsWith('"') ? 1 : 0;
  return literal.slice(0, start) + spelledJson(body).respell(said) + literal.slice(start + body.length);
}

function inside(literal: string): string {
  const start = literal.startsWith('"') ? 1 : 0;
  const isClosed = literal.length > start && literal.endsWith('"') && !/(?:^|[^\\])(?:\\\\)*\\"$/.test(literal);
  return literal.slice(start, isClosed ? literal.length - 1 : literal.length);
}
