import { judgeToken, type ReadKeys } from "../../core/crypto/judge.ts";
import { withDetached } from "../../core/envelope/detached.ts";
import { openSeal } from "../../core/envelope/json-seals.ts";
import { parseToken } from "../../core/envelope/parse.ts";
import { decodeUtf8 } from "../../core/text/utf8.ts";
import type { OwnCase } from "./own-cases.ts";

/** Judges a case as the page does, and returns how the result differs from what it must be; "" if it does not. */
export async function runOwnCase(own: OwnCase, read: ReadKeys): Promise<string> {
  const { name, token, keys, detached = "", state, content, alg, reason, chosen, each } = own;
  const opened = withDetached(openSeal(parseToken(token), null), detached);
  const judgement = await judgeToken(opened, keys, read, { openAnyway: true });
  const said = judgement.opened ? decodeUtf8(judgement.opened.bytes).text : null;
  const isState =
    typeof state === "string"
      ? judgement.state === state
      : "not" in state
        ? judgement.state !== state.not
        : state.includes(judgement.state);
  const states = judgement.seals?.each.map((one) => one.state);
  const isAsExpected =
    isState &&
    (content === undefined || said === content) &&
    (alg === undefined || judgement.alg === alg) &&
    (reason === undefined || JSON.stringify(judgement.reason) === JSON.stringify(reason)) &&
    (chosen === undefined || judgement.seals?.chosen === chosen) &&
    (each === undefined || JSON.stringify(states) === JSON.stringify(each));
  if (isAsExpected) return "";
  const got = { state: judgement.state, reason: judgement.reason, alg: judgement.alg, content: said, states };
  return `${name}: must be ${JSON.stringify({ state, content, alg, reason, chosen, each })}, is ${JSON.stringify(got)}`;
}
