import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { compact, contextOf, HEALTHY_HEADER } from "../../../testing/rules/context.ts";
import { HOLDER, ISSUER } from "../../../testing/rfc9901.ts";
import { messageOf } from "../message.ts";
import { bound } from "./bound.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");
const JKT = sha256(`{"crv":"${HOLDER.crv}","kty":"EC","x":"${HOLDER.x}","y":"${HOLDER.y}"}`);
const WEAK = { kty: "oct", k: Buffer.from("secret").toString("base64url") };
const tokenFor = (cnf: object): string => compact(HEALTHY_HEADER, JSON.stringify({ cnf }));
const proof = (jwk: object, claims: object = {}): string =>
  compact(JSON.stringify({ typ: "dpop+jwt", alg: "ES256", jwk }), JSON.stringify({ jti: "1", ...claims }));

/** The findings about a token with this cnf, pasted together with other texts. */
function saidOf(cnf: object, ...others: readonly string[]) {
  return bound.detect(contextOf(tokenFor(cnf), { arrival: { pasted: others.join("\n"), removals: [] } }));
}
const variants = (...given: Parameters<typeof saidOf>) => saidOf(...given).map(({ variant }) => variant);

test("the thumbprint of a symmetric key, from which a weak secret can be guessed, is in no finding", () => {
  const thumbprint = sha256(`{"k":"${WEAK.k}","kty":"oct"}`);
  for (const said of [saidOf({ jwk: WEAK }), saidOf({ jkt: JKT }, proof(WEAK))]) {
    expect(said.length).toBeGreaterThan(0);
    expect(JSON.stringify([said, said.map(messageOf)])).not.toContain(thumbprint);
  }
  expect(JSON.stringify(saidOf({ jwk: HOLDER }))).toContain(JKT);
});

test("a proof whose ath is of another token says nothing about this one", () => {
  const ath = sha256(tokenFor({ jkt: JKT }));
  expect(variants({ jkt: JKT }, proof(ISSUER, { ath: sha256("another") }))).toEqual(["dpop"]);
  expect(variants({ jkt: JKT }, proof(ISSUER, { ath }))).toEqual(["dpop-other"]);
  expect(variants({ jkt: JKT }, proof(HOLDER, { ath }))).toEqual(["dpop-proof"]);
  expect(variants({ jkt: JKT }, proof(HOLDER, { ath: sha256("another") }))).toEqual(["dpop"]);
});

test("a thumbprint in any known spelling is told apart from a text that is not one", () => {
  const hex = Buffer.from(JKT, "base64url").toString("hex");
  for (const [jkt, how] of [
    [hex, "in hex"],
    [`0x${hex}`, "in hex"],
    [hex.toUpperCase().match(/../g)!.join(":"), "in hex"],
    [Buffer.from(hex).toString("base64url"), "the base64url of its hex digits"],
    [Buffer.from(hex).toString("base64"), "the base64url of its hex digits"],
    [`${JKT.slice(0, 20)}\n${JKT.slice(20)}`, "broken by whitespace"],
    [`${JKT} `, "broken by whitespace"],
    [`${JKT}=`, "padded with ="],
  ] as const) {
    const said = saidOf({ jkt });
    expect(
      said.map(({ variant, args }) => [variant, args["how"]]),
      jkt,
    ).toEqual([["spelled", how]]);
    expect(said[0]?.fix, jkt).toMatchObject({ insert: JSON.stringify(JKT) });
  }
  expect(variants({ jkt: hex.slice(2) })).toEqual(["length"]);
  expect(variants({ jkt: `0x${hex.slice(1)}` })).toEqual(["length"]);
  expect(variants({ "x5t#S256": JKT.slice(4) })).toEqual(["length"]);
});

test("a member of cnf that is of another type names no key, whatever else is there", () => {
  expect(variants({ jkt: 5 })).toEqual(["mistyped"]);
  expect(variants({ jwk: "x" })).toEqual(["mistyped"]);
  expect(variants({ jkt: 5, kid: "k" })).toEqual(["mistyped", "kid"]);
  expect(saidOf({ jkt: 5 }).map((one) => messageOf(one).title)).toEqual(["cnf.jkt is not a string"]);
  expect(saidOf({ jwk: [] }).map((one) => messageOf(one).title)).toEqual(["cnf.jwk is not an object"]);
});

test("a paste in which a proof could start everywhere takes no longer than any other", () => {
  const timeOf = (piece: string): number => {
    const context = contextOf(tokenFor({ jkt: JKT }), {
      arrival: { pasted: piece.repeat(200_000 / piece.length), removals: [] },
    });
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      bound.detect(context);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  // Searching from each start to the limit took 700 ms; the other text takes less than one.
  expect(timeOf("-eyJ")).toBeLessThan(10 * Math.max(20, timeOf("abc ")));
});
