import { type KeyChoice, passOver } from "../keys/fit/choose.ts";
import type { KeyMaterial, KeyReading } from "../keys/types.ts";
import { keyless } from "./pre-judge.ts";
import type { Judgement, JudgementReason, KeySource } from "./types.ts";

/** The verdict where a field's keys were read and none of them is to be tried. */
export function unchosen(
  choice: Exclude<KeyChoice, { kind: "candidates" }>,
  { alg, source, reading }: { readonly alg: string; readonly source: KeySource; readonly reading: KeyReading },
): Judgement {
  const failed = (
    reason: JudgementReason,
    passedOver: Judgement["passedOver"],
    material: KeyMaterial | null = null,
  ) => ({
    ...keyless("key-error", reason, alg),
    key: { source, material, secretBytes: null },
    passedOver,
  });
  switch (choice.kind) {
    case "kid-not-in-set": {
      const keys = reading.kind === "keys" ? reading.keys : [];
      return failed(
        { code: "kid-not-in-set", kid: choice.kid, available: choice.available },
        keys.map((material, index) => passOver(index, material, "kid")),
      );
    }
    case "unread":
      return failed({ code: "key-problem", problem: choice.problem }, choice.passedOver);
    case "none-fits":
      return failed({ code: "none-fits" }, choice.passedOver);
    case "unfit":
      return failed({ code: "key-unfit", fit: choice.fit }, choice.passedOver, choice.material);
  }
}
