import { isPattern } from "../../core/verifier/glob.ts";
import { issuerSetting } from "../../core/verifier/issuer-settings.ts";
import type { Judged } from "../../core/verifier/types.ts";
import type { JsonObject } from "../../core/json/types.ts";
import { lastMember } from "../../core/json/query.ts";

/** The claim as the issuer would have to send it, and the issuer's setting that does so where it is known. */
export function IssuerSide({
  of: { claim, wanted, outcome },
  claims,
}: {
  readonly of: Judged;
  readonly claims: JsonObject | null;
}) {
  if (outcome !== "unmet" || claim === null || wanted === null || claims === null) return null;
  // A value combined from several claims cannot be sent as one.
  if (lastMember(claims, claim) === null && claim.includes("/") && !claim.includes(":")) return null;
  const setting = issuerSetting(claims, claim, wanted);
  return (
    <section className="verifier-issuer" aria-label="From the issuer">
      <p>
        {isPattern(wanted) ? "The issuer would have to send a value that fits: " : "The issuer would have to send: "}
        <code translate="no">
          <bdi>{`${JSON.stringify(claim)}: ${JSON.stringify(wanted)}`}</bdi>
        </code>
      </p>
      {setting !== null && (
        <>
          <p>
            <b>{setting.issuer}:</b> <Marked words={setting.words} />
          </p>
          <p className="meta">
            Source: {setting.source}, as of {setting.date}.
          </p>
        </>
      )}
    </section>
  );
}

/** Setting names are in backquotes. */
function Marked({ words }: { readonly words: string }) {
  return words.split("`").map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} translate="no">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
