import { describe, expect, it } from "vitest";
import { NO_INPUTS } from "../../state/initial.ts";
import { NO_KEYS } from "../../core/keys/no-keys.ts";
import { lostByReload } from "./lost.ts";
import { offlineWords } from "./words.ts";

describe("what a reload would take away", () => {
  const lost = (inputs: object) => lostByReload({ inputs: { ...NO_INPUTS, ...inputs } });

  it("is nothing on the empty page", () => {
    expect(lost({})).toBe("");
  });

  it("is named, each kind of thing by itself and all together", () => {
    expect(lost({ base: "x" })).toBe("the token");
    expect(lost({ edits: { payload: "{}" } })).toBe("the token");
    expect(lost({ keys: { "": { ...NO_KEYS, publicKey: { text: "k" } } } })).toBe("the keys");
    expect(lost({ keys: { "": { ...NO_KEYS, secret: { text: " ", encoding: "UTF-8" } } } })).toBe("the keys");
    expect(lost({ knownIds: "1\n2" })).toBe("the user ids");
    expect(lost({ accountChanged: "2026-11-29" })).toBe("the user’s dates");
    expect(lost({ lastSync: "2026-11-29" })).toBe("the user’s dates");
    expect(lost({ workingToken: "a.b.c" })).toBe("the working user’s token");
    expect(lost({ errorMessage: "jwt expired" })).toBe("the error message");
    expect(lost({ base: "x", keys: { "": { ...NO_KEYS, privateKey: { text: "k" } } }, policy: "{}" })).toBe(
      "the token, the keys and the policy",
    );
  });
});

describe("the words for offline use", () => {
  it("end in one full stop, whatever the browser's own reason ends in", () => {
    expect(offlineWords({ kind: "failed", message: "no room." })).toBe("This page could not be saved: no room.");
    expect(offlineWords({ kind: "failed", message: "no room" })).toBe("This page could not be saved: no room.");
  });
});
