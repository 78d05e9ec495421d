import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allFindings } from "./flatten.ts";
import { runRules } from "./run.ts";
import { messageOf } from "./message.ts";
import { contextOf } from "../../testing/rules/context.ts";
import { standingNotes } from "./standing/standing.ts";

interface WildToken {
  readonly id: string;
  readonly label: string;
  readonly token: string;
  readonly kind: string;
  readonly provider: string;
}

const folder = process.env["JOTSCOPE_VECTORS"];
/** The moment that the tokens are judged at: 1 January 2026. */
const NOW = 1_767_225_600;

/** Errors that are right for tokens as they are found in documentation, and where each is. */
const RIGHT: Readonly<Record<string, readonly string[]>> = {
  "HDR-03/case": ["wild-081"], // ED25519 for Ed25519
  "HDR-03/empty": ["wild-076"],
  "HDR-03/type": ["wild-077", "wild-078"],
  "IN-06/padding-all": ["wild-069"], // AWS load balancers keep the padding
  "IN-23/word": ["wild-122"], // "fake-signature"
  "TIM-03/string": ["wild-014", "wild-014", "wild-014"],
  "jwe-shape/alg": ["wild-080"], // XYZ
  "jwe-shape/missing": ["wild-080"],
  "jwe-shape/zip": ["wild-098"], // zip is "zip"
  "signature-length/rsa": ["wild-122"], // it is ten bytes
};

/**
 * Labels of the tokens that do not show where they are from: samples of an algorithm, broken ones, and private claims
 * alone.
 */
const UNNAMED = ["alg-sample", "aws", "detached", "dotnet", "juice-shop", "kong", "odd", "unsecured"];

describe.skipIf(folder === undefined)("tokens found in public documentation (JOTSCOPE_VECTORS)", () => {
  const tokens =
    folder === undefined ? [] : (JSON.parse(readFileSync(join(folder, "wild.json"), "utf8")) as readonly WildToken[]);

  test("none is called wrong for anything but what is wrong with it", () => {
    const wrong: Record<string, string[]> = {};
    for (const { id, label, token } of tokens) {
      const findings = allFindings(runRules(contextOf(token, {}, { now: NOW, leeway: 0 })));
      expect(
        findings.filter(({ rule }) => rule === "internal"),
        label,
      ).toEqual([]);
      for (const { rule, variant, severity } of findings) {
        if (severity !== "error" || rule === "TIM-01") continue;
        (wrong[`${rule}/${variant}`] ??= []).push(id);
      }
    }
    expect(wrong).toEqual(RIGHT);
  });

  test("issuer or kind is named whenever the token shows it", () => {
    const unnamed = new Set<string>();
    for (const { token, provider } of tokens) {
      const notes = standingNotes(contextOf(token, {}, { now: NOW, leeway: 0 }));
      const origin = notes.find(({ rule }) => rule === "origin");
      if (origin === undefined) unnamed.add(provider);
      else expect(messageOf(origin).title).toMatch(/^Looks like an? \w/);
    }
    expect([...unnamed].toSorted()).toEqual(UNNAMED);
  });

  test("an old token is expired and nothing worse, so few findings get in the way of reading it", () => {
    const counts = tokens.map(({ token }) => runRules(contextOf(token, {}, { now: NOW, leeway: 0 })).length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(6);
  });
});
