import { valueAt } from "../../policy/claim-path.ts";
import { claimOneOf, isTexts, met, nodeValues, NO_TOKEN, unmet } from "../compare.ts";
import type { Judged, Presented, Wanted } from "../types.ts";

/** How .NET compares audiences: `slash`: a single trailing slash is ignored; `loose`: case is ignored too; `optional`: none is required. */
interface NetAudience {
  readonly slash: boolean;
  readonly loose?: boolean;
  readonly optional?: boolean;
}

/**
 * The audience as .NET's TokenValidationParameters compare it: exactly, except for one trailing slash.
 * Checked 2026-11-30 against AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet, Validators.cs
 * (`ValidateAudience`) and TokenValidationParameters.cs (defaults).
 */
export function netAudience(wanted: readonly Wanted[], { slash, loose = false, optional = false }: NetAudience) {
  const form = (text: string): string => {
    const cased = loose ? text.toLowerCase() : text;
    return slash && cased.endsWith("/") ? cased.slice(0, -1) : cased;
  };
  return (presented: Presented): Judged => {
    const { claims } = presented;
    if (claims === null) return NO_TOKEN;
    const node = valueAt(claims, "aud");
    const values = isTexts(node) ? nodeValues(node) : null;
    if (optional && (node === null || values?.length === 0))
      return met("The token has no aud, and none is required", "aud");
    const plain = claimOneOf("aud", wanted)(presented);
    if (plain.outcome !== "unmet" || values === null || values === "other") return plain;
    const forms = new Set(wanted.filter(({ text }) => text.trim() !== "").map(({ text }) => form(text)));
    const found = values.find((value) => value.trim() !== "" && forms.has(form(value)));
    if (found === undefined) return values.length === 0 ? unmet("aud is an empty list", "aud") : plain;
    const ignored = [...(loose ? ["case"] : []), ...(slash ? ["a final slash"] : [])].join(" and ");
    return met(`aud is “${found}”, compared without ${ignored}`, "aud");
  };
}
