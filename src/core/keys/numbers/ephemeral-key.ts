import { lastMember } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import { keyKind } from "../../registry/key-kinds.ts";
import { isStrictBase64Url } from "../../text/base64url.ts";
import { isOnCurve } from "./curve.ts";

/** Why an `epk` is not a public key for ECDH (RFC 7518 section 4.6.1.1, RFC 8037 section 2); null if it may be one. */
export function epkProblem(
  epk: JsonObject,
): "epk-type" | "epk-curve" | "epk-coordinate" | "epk-off-curve" | "epk-private" | null {
  const text = (name: string) => {
    const value = lastMember(epk, name)?.value;
    return value?.type === "string" ? value.value : null;
  };
  const kty = text("kty");
  const curve = keyKind(text("crv") ?? "");
  if (kty !== "EC" && kty !== "OKP") return "epk-type";
  if (curve?.kty !== kty || curve.uses === "sign") return "epk-curve";
  const fits = (name: string) => {
    const value = text(name);
    return (
      value !== null &&
      isStrictBase64Url(value) &&
      Math.floor((value.length * 3) / 4) === curve.bytes &&
      !/^A+$/.test(value)
    );
  };
  if (!fits("x") || (kty === "EC" && !fits("y"))) return "epk-coordinate";
  if (kty === "EC" && !isOnCurve(curve.name, text("x") ?? "", text("y") ?? "")) return "epk-off-curve";
  return lastMember(epk, "d") ? "epk-private" : null;
}
