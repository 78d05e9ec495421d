import { claimsIn } from "../../core/envelope/disclosures.ts";
import { useMemo } from "react";
import type { ComplaintReading } from "../../core/complaint/diagnose.ts";
import { holdingsOf } from "../../core/complaint/holds.ts";
import { joseHeader } from "../../core/envelope/json-seals.ts";
import { wholeObject } from "../../core/json/query.ts";
import { Icon } from "../Icon.tsx";
import { useView } from "../WorkbenchContext.tsx";

function unknownWords({ evidence, answers, other }: Extract<ComplaintReading, { kind: "unknown" }>): string {
  if (other !== undefined) return `This looks like ${other}, not like a message that a program printed.`;
  if (answers.length > 0) return "The causes below are guesses from messages with similar words.";
  return evidence === "yes"
    ? "It is about a token but does not say what is wrong with it."
    : "It resembles no known message and does not mention a token.";
}

/** What is shown for an unknown message, never in the colour of a known one. */
export function Unknown({
  text,
  reading,
}: {
  readonly text: string;
  readonly reading: Extract<ComplaintReading, { kind: "unknown" }>;
}) {
  const header = useView((view) => joseHeader(view.token, view.header.json));
  const payload = useView(claimsIn);
  const isOpen = useView(({ token }) => token.text !== "");
  const { codes, members } = useMemo(
    () => holdingsOf(text, { header, payload: wholeObject(payload) }),
    [text, header, payload],
  );
  return (
    <>
      <div className="value-answer sev-none">
        <Icon name="info" />
        <div>
          <p className="value-answer-says">This message is not known.</p>
          <p>{unknownWords(reading)}</p>
        </div>
      </div>
      {(codes.length > 0 || members.length > 0) && (
        <div className="holds">
          <h3>What the message contains</h3>
          <dl>
            {codes.length > 0 && (
              <>
                <dt>
                  <code translate="no">{codes.join(", ")}</code>
                </dt>
                <dd>Error codes of one product: see its manual or source code.</dd>
              </>
            )}
            {members.length > 0 && (
              <>
                <dt>
                  <code translate="no">{members.join(", ")}</code>
                </dt>
                <dd>It contains these values of the open token, so it is probably about this token.</dd>
              </>
            )}
          </dl>
        </div>
      )}
      <div className="holds">
        <h3>What would help</h3>
        <ul>
          <li>The line that names the token, the key or a claim: often the one before it in the log.</li>
          <li>
            The status of the response and its <code translate="no">WWW-Authenticate</code> header.
          </li>
          <li>The name of the library or gateway, with its version.</li>
        </ul>
        <p className="meta">
          Add any of these to the message.{" "}
          {isOpen && (
            <>
              What is wrong with the token itself is in Diagnosis; <a href="#/gateway">the gateway</a> compares it with
              the verifier’s configuration.
            </>
          )}
        </p>
      </div>
    </>
  );
}
