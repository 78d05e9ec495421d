import { messageOf } from "../../crypto/thrown.ts";
import { CLAUSES } from "../clauses.ts";
import { FIXES } from "../fixes.ts";
import { HARDENED_HS256, type HasSecret } from "../hardened/index.ts";
import { ADMIN, cast, SECRET } from "../actors.ts";
import { verify } from "../naive/telling-error.ts";
import { secretSetup } from "../setups.ts";
import { readCompact, split } from "../toolkit/compact.ts";
import { MAKE_ADMIN, tell } from "../toolkit/storyboard.ts";
import { defineScenario } from "../types.ts";

export default defineScenario<HasSecret>({
  id: "signature-oracle",
  number: 23,
  family: "signature",
  title: "An error that reveals the signature",
  summary: "Send a wrong signature, and be told the right one.",
  cve: ["CVE-2019-7644"],
  needs: "no key",
  situation:
    "To help developers, the API's error message says which signature it expected. Anyone can get a signature for any claims.",
  actors: cast([SECRET], [SECRET], []),
  asks: true,
  loosened: null,
  tells: { errors: "telling" },
  naive: {
    file: "naive/telling-error.ts",
    summary: "prints what it expected",
    verify: (setup, token) => verify(token, setup.secret),
    trace: () => [["signature", "the one it revealed"]],
  },
  hardened: HARDENED_HS256,
  consequence: "Mallory is admin now. The service itself signed for her.",
  lesson: "To a stranger a verifier says no, but not why.",
  clause: CLAUSES.operations,
  fixes: FIXES.library,
  question: {
    text: "Would it be enough to print the message to the log only?",
    answers: ["Yes, nobody reads logs", "It is better, but the log then contains working signatures", "No difference"],
    right: 1,
    why: "Logs are copied, mailed and kept for years. The expected signature of a forged token is a working token.",
  },
  setup: secretSetup,
  forge: async (setup, { target }) => {
    const honest = readCompact(setup.honest);
    const { steps, token } = await tell({
      honest: setup.honest,
      payload: { ...MAKE_ADMIN, value: { ...honest.claims, ...ADMIN } },
    });
    const verifier = target === "naive" ? verify(token, setup.secret) : HARDENED_HS256.verify(setup, token);
    const message = await verifier.then(() => "", messageOf);
    const asked = {
      title: "Send it, and read the error",
      text: "The old signature does not match, of course.",
      token,
      exhibit: { label: "The error message", text: message },
    };
    const [, told] = /expected ([\w-]+)/.exec(message) ?? [];
    const [header, payload, signature] = split(token);
    const final = `${header}.${payload}.${told ?? signature}`;
    const copied = {
      title: "Copy the signature",
      text: told ? "It was in the message." : "There was none in the message.",
      token: final,
    };
    return { steps: [...steps, asked, copied], token: final };
  },
});
