import { segment } from "../../lab/toolkit/compact.ts";
import type { Bench } from "../bench.ts";
import { changed, withFirst } from "../json-edits.ts";
import type { Kind, Part } from "../types.ts";
import { HEADER, PAYLOAD, ready, SIGNATURE, UNSIGNED_MEANS } from "./kept.ts";

/** Spellings of `none` that a filter for one spelling misses. */
const SPELLINGS = ["None", "NONE", "nOnE"];

/** Unsigned tokens that anyone can make (RFC 8725 section 3.2). */
export function unsigned(bench: Bench): readonly Kind[] {
  const { header, forged, alg } = bench;
  // If the good token was not made here and is still valid, reference its payload: then a file need not contain the
  // claims.
  const body: Part = !bench.isMadeHere && bench.timesHold ? PAYLOAD : segment(forged);
  const head = (name: string): string => segment(changed(header, { alg: name }));
  return [
    ready({
      label: "alg-none",
      title: "Unsigned: alg none",
      rule: "HDR-01",
      clause: "RFC 8725 section 3.2",
      needs: "nothing",
      change: "alg none, no signature",
      accepted: UNSIGNED_MEANS,
      scenario: "alg-none",
      faults: { header: ["alg"], payload: [], signature: "gone" },
      parts: [head("none"), ".", body, "."],
    }),
    ...SPELLINGS.map((name) =>
      ready({
        label: `alg-none-${name === "nOnE" ? "mixed" : name === "None" ? "capital" : "upper"}`,
        title: `none, spelled ${name}`,
        rule: "HDR-01",
        clause: "RFC 8725 section 3.2",
        needs: "nothing",
        change: `alg ${name}, no signature`,
        accepted: "The service blocks one spelling of none. Keep a list of what is allowed instead.",
        scenario: "alg-none-case",
        faults: { header: ["alg"], payload: [], signature: "gone" },
        parts: [head(name), ".", body, "."],
      }),
    ),
    ready({
      label: "alg-none-signed",
      title: "alg none, old signature kept",
      rule: "HDR-01",
      clause: "RFC 7518 section 3.6",
      needs: "nothing",
      change: "alg none, signature of the good token",
      accepted: UNSIGNED_MEANS,
      scenario: "alg-none",
      faults: { header: ["alg"], payload: [], signature: "kept" },
      parts: [head("none"), ".", PAYLOAD, ".", SIGNATURE],
    }),
    ready({
      label: "alg-empty",
      title: "alg is an empty string",
      rule: "HDR-03",
      clause: "RFC 8725 section 3.1",
      needs: "nothing",
      change: "alg empty, no signature",
      accepted: UNSIGNED_MEANS,
      scenario: "alg-none-case",
      faults: { header: ["alg"], payload: [], signature: "gone" },
      parts: [head(""), ".", body, "."],
    }),
    ready({
      label: "no-signature",
      title: "Signature removed",
      rule: "IN-23",
      clause: "RFC 7515 section 5.2",
      needs: "nothing",
      change: "signature removed, alg unchanged",
      accepted: "An empty signature passes, so anyone can write any claims.",
      scenario: "null-signature",
      faults: { header: [], payload: [], signature: "gone" },
      parts: [HEADER, ".", body, "."],
    }),
    ready({
      label: "duplicate-alg",
      title: "alg twice: none, then the real one",
      rule: "IN-15",
      clause: "RFC 7515 section 4",
      needs: "nothing",
      change: "alg none in front, no signature",
      accepted: "The parser uses the first of two members, so anyone can write any claims.",
      scenario: "duplicate-members",
      faults: { header: ["alg"], payload: [], signature: "gone" },
      parts: [segment(withFirst(changed(header, { alg }), "alg", "none")), ".", body, "."],
    }),
  ];
}
