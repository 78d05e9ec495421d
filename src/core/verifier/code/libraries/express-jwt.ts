import { argumentAt, argumentsOf, optionsFrom } from "../arguments.ts";
import { boundTo } from "../imports.ts";
import { isInCode, type Library, type Site } from "../library.ts";
import { names, optionIn } from "../options.ts";
import { createSheet } from "../sheet.ts";
import { readOptions } from "./jsonwebtoken-options.ts";

/**
 * The middleware `express-jwt`, which hands its options to `jsonwebtoken.verify`. It does not start without a list of
 * algorithms (version 6 and later).
 * Checked 2026-12-01 against express-jwt 8.5.1, dist/index.js.
 */
export const expressJwt: Library = {
  kind: "express-jwt",
  title: "express-jwt middleware",
  language: "javascript",
  sign: /express-?jwt|\bjwt\s{0,9}\(/i,
  sites(code) {
    const { whole, parts } = boundTo(code.text, (name) => name === "express-jwt");
    const isOwn = (name: string): boolean =>
      whole.has(name) || /^express_?jwt$/i.test(name) || parts.get(name) === "expressjwt";
    return code.chains.flatMap((chain): readonly Site[] => {
      const [link] = chain.links;
      if (link === undefined || link.args === null || !isOwn(link.name) || !isInCode(chain)) return [];
      const options = optionsFrom(argumentAt(argumentsOf(link, code), 0, code), code);
      if (options === null) return [];
      const sheet = createSheet(link.name, link.range, code);
      const key = optionIn(options, "secret");
      readOptions(sheet, options, link.range, { key, beside: BESIDE, needsAlgorithms: true });
      if (sheet.switched("credentialsRequired", optionIn(options, "credentialsRequired")) === false)
        sheet.danger(
          "token",
          optionIn(options, "credentialsRequired")!.range,
          "credentialsRequired is off",
          "A request without a token passes, and reaches the service unless something else checks it.",
        );
      if (optionIn(options, "isRevoked") !== null) sheet.note("The function isRevoked may refuse a token as well.");
      return [sheet.done()];
    });
  },
};

const BESIDE = names(
  "secret getToken credentialsRequired requestProperty resultProperty onExpired isRevoked userProperty",
);
