import { expect, test } from "vitest";
import { runRules } from "./run.ts";
import { compact, contextOf, HEALTHY_HEADER, SAMPLE_NOW } from "../../testing/rules/context.ts";
import { judged } from "../../testing/rules/own.ts";
import { sampled } from "../../testing/rounds.ts";
import { standingNotes } from "./standing/standing.ts";

const PAYLOAD = `{"iss":"https://issuer.example","sub":"ada","scope":"read","client_id":"web","jti":"1","nonce":"n","iat":${SAMPLE_NOW - 60},"exp":${SAMPLE_NOW + 600},"aud":"orders"}`;
const POLICY = `{"algorithms":["HS256"],"iss":"https://issuer.example","aud":"orders","sub":"ada","scopes":["read"],"requiredClaims":["exp","jti"],"jtiDenyList":["2"],"nonce":"n","maxAge":3600,"maxLifetime":3600}`;
const typed = (typ: string) => `{"alg":"HS256","typ":"${typ}"}`;

test.each([HEALTHY_HEADER, typed("at+jwt"), typed("dpop+jwt"), typed("logout+jwt")])(
  "nothing is said about a truncated payload beyond what can be seen, wherever it ends (%s)",
  (header) => {
    const ends = sampled(
      Array.from({ length: PAYLOAD.length - 1 }, (_, index) => index + 1),
      4,
    );
    for (const end of ends) {
      const context = contextOf(compact(header, PAYLOAD.slice(0, end)), {
        judgement: judged("verified"),
        original: judged("verified"),
        policy: POLICY,
      });
      const findings = runRules(context);
      const cut = findings.filter(({ rule }) => rule === "IN-16");
      expect(cut.length, PAYLOAD.slice(0, end)).toBeGreaterThan(0);
      for (const { rule, variant, place, by } of findings) {
        const label = `${rule}/${variant} of ${PAYLOAD.slice(0, end)}`;
        expect(by, label).toBeUndefined();
        if (rule !== "IN-16") expect(place, label).toBeDefined();
        expect(
          ["TIM-08", "CLM-08", "CLM-04", "CLM-19", "unbound", "replayable", "TIM-01", "TIM-04"],
          label,
        ).not.toContain(rule);
      }
      expect(standingNotes(context).filter(({ rule }) => rule === "DBG-05")).toEqual([]);
    }
  },
);

test("the same claims read in full have nothing missing either", () => {
  const whole = contextOf(compact(typed("at+jwt"), PAYLOAD), { judgement: judged("verified"), policy: POLICY });
  expect(runRules(whole).filter(({ severity }) => severity === "error")).toEqual([]);
});

test("a truncated header is not said to lack its alg", () => {
  const header = `{"typ":"JWT",`;
  expect(runRules(contextOf(compact(header, PAYLOAD))).filter(({ rule }) => rule === "HDR-03")).toEqual([]);
  expect(runRules(contextOf(compact(`{"typ":"JWT"}`, PAYLOAD))).some(({ rule }) => rule === "HDR-03")).toBe(true);
});
