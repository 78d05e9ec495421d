import { KitFile } from "../../attack/KitFile.tsx";
import { useKit } from "../../attack/use-kit.ts";
import { NO_KIT, WARNINGS } from "../../attack/words.ts";
import { closeSheet } from "../../sheets/sheet.ts";
import "./kit.css";

/** The part "Must refuse" of the sheet: tokens that the user's own service must refuse, as tests. */
export function Kit() {
  const kit = useKit();
  return (
    <section className="share-kit" aria-label="Must refuse">
      <p>
        Expired, unsigned, forged, for another service: tokens with one fault each, for testing your own service.
        Nothing is sent from here.
      </p>
      {kit === null && <p className="meta">Making the tokens.</p>}
      {kit?.kind === "none" && <p>{NO_KIT[kit.why]}</p>}
      {kit?.kind === "kit" && (
        <>
          {kit.warnings.map((warning) => (
            <p key={warning} className="kit-warning">
              {WARNINGS[warning]}
            </p>
          ))}
          <KitFile kit={kit} />
          <p>
            <a className="link" href="#/lab/attack" onClick={closeSheet}>
              See each of them in the lab
            </a>
          </p>
        </>
      )}
    </section>
  );
}
