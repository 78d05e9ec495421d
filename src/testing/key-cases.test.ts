import { describe, expect, test } from "vitest";
import { publicJwk } from "../core/keys/export.ts";
import { type KeyCase, readCases } from "./cases.ts";
import { outline, startCase } from "./token-cases.ts";

const cases = readCases("keys.json") as readonly KeyCase[] | null;
const suffix = cases === null ? " (skipped: neither JOTSCOPE_CASES nor JOTSCOPE_VECTORS leads to keys.json)" : "";

describe.skipIf(cases === null)(`keys as people have them, each with a token of its own${suffix}`, () => {
  test.concurrent.each((cases ?? []).map((one) => [one.id, one.about, one] as const))(
    "%s: %s",
    async (_, about, one) => {
      const { key, token, now, expect: wanted } = one;
      const field = one.field === undefined ? "publicKey" : "privateKey";
      const { settled, workbench } = startCase({ id: one.id, about, now, paste: token, [field]: key, expect: wanted });
      const view = await settled();
      expect(wanted.state, outline(view)).toContain(view.verdict.state);
      const reading = view[field];
      if (wanted.publicJwk === undefined) {
        // The first finding says why it is not a key.
        expect(view.findings[0]?.severity, outline(view)).toBe("error");
        return;
      }
      expect(reading?.kind === "keys" ? reading.keys.map(({ jwk }) => publicJwk(jwk)) : reading).toContainEqual(
        expect.objectContaining(wanted.publicJwk),
      );
      if (wanted.privateD !== undefined)
        expect(reading?.kind === "keys" && reading.keys[0]?.jwk.d).toBe(wanted.privateD);
      if (wanted.does === "signs") {
        workbench.actions.editPane("payload", '{"sub":"another"}');
        expect((await settled()).verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
      }
    },
  );
});
