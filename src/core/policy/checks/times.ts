import type { Mismatch } from "../types.ts";
import { compared, type PolicyCheck, valueIn } from "./check.ts";

/** The seconds since `iat`, or since the key binding was signed; the clock's leeway applies if the policy has none. */
export const age: PolicyCheck = ({ policy: { maxAge, leeway }, payload, binding, clock }) => {
  if (maxAge === undefined) return [];
  const iat = valueIn(binding ?? payload, "iat");
  const seconds = iat?.type === "number" ? clock.now - iat.value : null;
  const isYoung = seconds !== null && seconds <= maxAge + (leeway ?? clock.leeway);
  const mismatch = isYoung ? null : ({ rule: "TIM-12", variant: seconds === null ? "no-iat" : "old" } as const);
  return [
    compared("age", "iat", iat, [`${maxAge} s`], mismatch, {
      actual: seconds === null ? null : `${Math.floor(seconds)} s`,
      args: { age: Math.floor(seconds ?? 0), allowed: maxAge },
    }),
  ];
};

/** The seconds between `iat` and `exp`. */
export const lifetime: PolicyCheck = ({ policy: { maxLifetime }, payload }) => {
  if (maxLifetime === undefined) return [];
  const [iat, exp] = [valueIn(payload, "iat"), valueIn(payload, "exp")];
  const seconds = iat?.type === "number" && exp?.type === "number" ? exp.value - iat.value : null;
  const isShort = seconds !== null && seconds <= maxLifetime;
  const tooLong: Mismatch =
    seconds === null ? { rule: "TIM-08", variant: "required" } : { rule: "TIM-07", variant: "long" };
  return [
    compared("lifetime", "exp", exp, [`${maxLifetime} s`], isShort ? null : tooLong, {
      actual: seconds === null ? null : `${seconds} s`,
      args: { lifetime: seconds ?? 0, allowed: maxLifetime },
    }),
  ];
};
