import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { openDisclosures } from "../../core/envelope/disclosures.ts";
import { placesIn } from "../../core/envelope/places.ts";
import { parseJson } from "../../core/json/parse.ts";
import { printJson } from "../../core/json/print.ts";
import type { JsonDocument } from "../../core/json/types.ts";
import { bannerWords, exactly } from "../time/clock-words.ts";
import { useView } from "../WorkbenchContext.tsx";

/** Longer texts are not worth printing. */
const MOST_PRINTED = 64 * 1024;

/** When printing began (NumericDate, real clock); null while not printing. */
function usePrinting(): number | null {
  const [printing, setPrinting] = useState<number | null>(null);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(Math.floor(Date.now() / 1000)));
    const end = (): void => setPrinting(null);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}

/** The head of a printout: what it is, when it was printed, and the time of evaluation. */
export function PrintHead() {
  const printed = usePrinting();
  const now = useView(({ clock }) => (printed === null ? 0 : clock.now));
  const clock = useView(({ settings }) => settings.clock);
  const style = useView(({ settings }) => settings.timeStyle);
  if (printed === null) return null;
  return (
    <header className="print-head">
      <h2>The contents of a token, and its verdict</h2>
      <p>Printed {exactly(printed, style)}</p>
      <p>
        {bannerWords(clock) ?? "Real time"}. Everything here was evaluated at {exactly(now, style)}.
      </p>
    </header>
  );
}

/**
 * Header and payload as plain text, on the page only while it is printed: an editor draws only what is visible.
 * Neither the token, nor one inside it, nor a key is printed; the style sheet hides the fields.
 */
export function PrintCopy() {
  return usePrinting() === null ? null : <Copies />;
}

function Copies() {
  const header = useView((view) => view.header.json);
  const payload = useView((view) => view.payload.json);
  const selective = useView(({ envelope }) => envelope?.selective ?? null);
  const disclosed = selective === null ? null : openDisclosures(payload, selective).claims;
  const [inHeader, inPayload] = [withoutTokens(null, header), withoutTokens(header, payload)];
  const inDisclosed = disclosed === null ? "" : withoutTokens(header, parseJson(printJson(disclosed)));
  return (
    <div className="print-copy">
      <h2>Header</h2>
      <pre className="s-header">{inHeader.slice(0, MOST_PRINTED)}</pre>
      <h2>Payload</h2>
      <pre className="s-payload">{inPayload.slice(0, MOST_PRINTED)}</pre>
      {inDisclosed !== "" && (
        <>
          <h2>Disclosed claims</h2>
          <pre className="s-payload">{inDisclosed.slice(0, MOST_PRINTED)}</pre>
        </>
      )}
      {Math.max(inHeader.length, inPayload.length, inDisclosed.length) > MOST_PRINTED && (
        <p>The rest is too long to print.</p>
      )}
    </div>
  );
}

/** A text with a note in place of each token in it. */
function withoutTokens(header: JsonDocument | null, content: JsonDocument): string {
  return placesIn(header, content).reduceRight(
    (text, { range }) => `${text.slice(0, range.start)}[a token, not printed]${text.slice(range.end)}`,
    content.text,
  );
}
