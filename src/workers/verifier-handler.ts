import { createHolder } from "../core/verifier/listing.ts";
import { loadReader } from "../core/verifier/load-read.ts";
import type { VerifierReply, VerifierRequest } from "./verifier-protocol.ts";

/** Answers questions about one configuration at a time, and reads each only once. */
export function createVerifierHandler(): (request: VerifierRequest) => Promise<VerifierReply> {
  const holder = createHolder();
  let text = "";
  return async ({ text: another, question }) => {
    if (another !== null) text = another;
    await loadReader();
    return question.kind === "hold"
      ? holder.hold(text, question.presented, question.most)
      : holder.change(text, question.presented, question.index);
  };
}
