import type { JsonObject } from "../../../json/types.ts";
import { argumentAt, argumentsOf, optionsFrom } from "../arguments.ts";
import type { Code } from "../code.ts";
import type { Library, Site } from "../library.ts";
import { names, optionIn } from "../options.ts";
import { createSheet } from "../sheet.ts";
import { readOptions } from "./jsonwebtoken-options.ts";

/**
 * The strategy of `passport-jwt`, alone or as the base of Nest's. It hands `audience`, `issuer`, `algorithms`,
 * `ignoreExpiration` and the members of `jsonWebTokenOptions` to `jsonwebtoken.verify`; of both, the strategy's own
 * count, even where they are not given.
 * Checked 2026-12-01 against passport-jwt 4.0.1, lib/strategy.js and lib/verify_jwt.js.
 */
export const passportJwt: Library = {
  kind: "passport-jwt",
  title: "passport-jwt strategy",
  language: "javascript",
  sign: /\bjwtFromRequest\b/,
  sites: (code) =>
    code.chains.flatMap((chain): readonly Site[] => {
      const link = chain.links.at(-1)!;
      if (link.args === null || !/^(?:\w{0,40}Strategy|super)$/i.test(link.name)) return [];
      const options = optionsFrom(argumentAt(argumentsOf(link, code), 0, code), code);
      return options !== null && optionIn(options, "jwtFromRequest") !== null
        ? [siteOf(options, link.name, link.range, code)]
        : [];
    }),
};

function siteOf(options: JsonObject, name: string, range: JsonObject["range"], code: Code): Site {
  const sheet = createSheet(name === "super" ? "passport-jwt" : name, range, code);
  const inner = optionIn(options, "jsonWebTokenOptions");
  const members = inner?.type === "object" ? inner.members.filter(({ name: own }) => !OVER.has(own)) : [];
  const rest = options.members.filter(({ name: own }) => own !== "jsonWebTokenOptions" || inner?.type !== "object");
  readOptions(sheet, { ...options, members: [...rest, ...members] }, range, {
    key: optionIn(options, "secretOrKey"),
    beside: BESIDE,
    needsAlgorithms: false,
  });
  sheet.note("The callback that looks up the user may refuse a token as well.");
  return sheet.done();
}

/** The strategy's own take the place of these. */
const OVER = names("audience issuer algorithms ignoreExpiration");
const BESIDE = names("jwtFromRequest secretOrKey secretOrKeyProvider passReqToCallback usernameField session");
