import { argumentAt, argumentsOf, optionsFrom, type Arguments } from "../arguments.ts";
import { pathOf, type Chain, type Link } from "../chains.ts";
import type { Code } from "../code.ts";
import { boundTo } from "../imports.ts";
import { isInCode, type Library, type Site } from "../library.ts";
import { names, optionIn } from "../options.ts";
import { createSheet } from "../sheet.ts";
import { rangeOf } from "../tree.ts";
import { readOptions } from "./jsonwebtoken-options.ts";

/**
 * Node's `jsonwebtoken` (`jwt.verify`), also as Nest's JwtService calls it. A list or text of `audience` and `issuer` is
 * compared exactly; what is not given is not compared; `exp` and `nbf` are checked where they are there, without slack.
 * Checked 2026-12-01 against jsonwebtoken 9.0.3, verify.js; as known on that day, what versions before 9 did
 * (CVE-2022-23540, CVE-2022-23541).
 */
export const jsonwebtoken: Library = {
  kind: "jsonwebtoken",
  title: "jsonwebtoken call",
  language: "javascript",
  sign: /\bverify(?:Async)?\b|\bdecode\b/,
  sites(code) {
    if (OTHER_LANGUAGE.test(code.text)) return [];
    const isConfigured = code.text.includes("verifyOptions");
    const own = boundTo(code.text, (name) => name === "jsonwebtoken");
    const other = boundTo(code.text, (name) => name !== "jsonwebtoken");
    const isOwn = (name: string): boolean =>
      own.whole.has(name) || (USUAL.test(name) && !other.whole.has(name) && !other.parts.has(name));
    const found = code.chains.flatMap((chain) =>
      sitesOf(chain, code, { isOwn, isBare: own.parts.get("verify") === "verify", isConfigured }),
    );
    return found.length > 0 || own.whole.size === 0 ? found : decodesOnly(code, own.whole);
  },
};

const USUAL = /^(?:jwt|JWT|jsonwebtoken|jsonWebToken|JsonWebToken)$/;
const NEST_BESIDE = names("secret publicKey privateKey");

/** Elixir, Kotlin, Dart, PHP, Ruby and Rust have calls of the same name, with other options. */
const OTHER_LANGUAGE =
  /^\s{0,40}(?:defmodule|def|val|fun|final|fn|package|local)\s{1,9}[\w.]{1,60}\s{0,9}(?:[=(:;{]|do\b|$)|^\s{0,40}import ['"]package:|<\?php\b|\bjwt::|, ?do:/im;

/** What the text says about the names in it. */
interface Named {
  readonly isOwn: (name: string) => boolean;
  /** `verify` alone is the library's. */
  readonly isBare: boolean;
  /** The text has Nest's `verifyOptions`. */
  readonly isConfigured: boolean;
}

function sitesOf(chain: Chain, code: Code, { isOwn, isBare, isConfigured }: Named): readonly Site[] {
  const { links, list, end } = chain;
  const promised = links.length > 0 && links.at(-1)!.name === "promisify" ? list[end] : undefined;
  if (promised?.kind === "group" && promised.open === "(") {
    const [inner] = argumentsOf(links.at(-1)!, code).parts;
    const words = (inner ?? []).flatMap((part) => (part.kind === "word" ? [part.text] : []));
    if (words.length === 2 && isOwn(words[0]!) && words[1] === "verify")
      return [siteOf("jwt.verify", argumentsOf({ ...links.at(-1)!, args: promised }, code), rangeOf(inner!), code)];
  }
  return links.flatMap((link, index): readonly Site[] => {
    if (link.args === null || !isInCode(chain) || !/^verify(?:Async)?$/.test(link.name)) return [];
    const before = links[index - 1];
    const isService = before !== undefined && before.args === null && /^_?jwt_?service$/i.test(before.name);
    const isLibrary = index === 1 && before!.args === null && isOwn(before!.name) && link.name === "verify";
    if (!isService && !isLibrary && !(index === 0 && isBare && link.name === "verify")) return [];
    const given = argumentsOf(link, code);
    return given.parts.length === 0
      ? []
      : [isService ? nestSite(link, given, code, isConfigured) : siteOf(pathOf(chain, index), given, link.range, code)];
  });
}

function siteOf(group: string, given: Arguments, range: Link["range"], code: Code): Site {
  const sheet = createSheet(group, range, code);
  const key = argumentAt(given, 1, code);
  // A function in the place of the options is the callback.
  const isCallback =
    (given.parts[2] ?? []).some((part) => part.kind === "mark" && part.text === "=>") ||
    (given.parts[2]?.[0]?.kind === "word" && given.parts[2][0].text === "function");
  const options = isCallback ? null : optionsFrom(argumentAt(given, 2, code), code);
  readOptions(sheet, options, range, { key, beside: new Set(), needsAlgorithms: false });
  return sheet.done();
}

function nestSite(link: Link, given: Arguments, code: Code, isConfigured: boolean): Site {
  const sheet = createSheet(`jwtService.${link.name}`, link.range, code);
  const options = optionsFrom(argumentAt(given, 1, code), code);
  readOptions(sheet, options, link.range, {
    key: optionIn(options, "secret"),
    beside: NEST_BESIDE,
    needsAlgorithms: false,
  });
  if (!isConfigured) sheet.note("Options in JwtModule.register (verifyOptions, the secret) apply as well.");
  else sheet.unclear("verifyOptions", null, "The options of JwtModule apply as well, and are not read");
  return sheet.done();
}

/** Code that reads tokens and never verifies one. */
function decodesOnly(code: Code, whole: ReadonlySet<string>): readonly Site[] {
  return code.chains.flatMap((chain): readonly Site[] => {
    const [object, link] = chain.links;
    if (link?.name !== "decode" || link.args === null || !whole.has(object!.name) || !isInCode(chain)) return [];
    const sheet = createSheet("jwt.decode", link.range, code);
    sheet.unclear("jwt.decode", link.range, "jwt.decode verifies nothing; only jwt.verify does");
    sheet.danger(
      "alg",
      link.range,
      "The token is read and not verified",
      "Anyone can write a token that this code believes, unless something before it verifies the signature.",
    );
    return [sheet.done()];
  });
}
