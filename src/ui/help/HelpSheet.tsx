import { useLayoutEffect, useRef } from "react";
import { Button } from "../Button.tsx";
import { startFirstLook } from "../first-visit/look.ts";
import { closeHelp, useHelpOpen } from "./sheet.ts";
import { type Chord, chordWords, isMac, OTHER_KEYS, SHORTCUTS } from "./shortcuts.ts";
import "./help.css";

/** What the keys do, in a dialog: those of the page as the table that it listens by has them, then those of fields and parts. */
export function HelpSheet() {
  return useHelpOpen() ? <Sheet /> : null;
}

const GROUPS = [
  {
    where: "Anywhere",
    keys: SHORTCUTS.filter(({ where }) => where === "anywhere").map(({ chord, does }) => ({ chords: [chord], does })),
  },
  {
    where: "Outside a field",
    keys: SHORTCUTS.filter(({ where }) => where === "outside-fields").map(({ chord, does }) => ({
      chords: [chord],
      does,
    })),
  },
  ...OTHER_KEYS,
];

/** The groups by name, those of the same name as one. */
const BY_PLACE = [...new Set(GROUPS.map(({ where }) => where))].map((where) => ({
  where,
  keys: GROUPS.filter((group) => group.where === where).flatMap(({ keys }) => keys),
}));

function Sheet() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    // The browser keeps the focus inside, makes the rest inert, and gives the focus back where it was.
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={closeHelp}>
      <div className="head">
        <h2 id="help-title">Shortcuts</h2>
        <span className="fill" />
        <Button icon="x" className="icon" name="Close" title="Close (Esc)" onClick={() => dialog.current?.close()} />
      </div>
      <div className="help-body">
        {BY_PLACE.map(({ where, keys }) => (
          <section key={where} aria-label={where}>
            <h3>{where}</h3>
            <dl>
              {keys.map(({ chords, does }) => (
                <div key={does}>
                  <dt>
                    {chords.map((chord) => (
                      <Keys key={chord.key} chord={chord} />
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="help-foot">
        <Button
          icon="right"
          onClick={() => {
            dialog.current?.close();
            startFirstLook();
          }}
        >
          Take the first look
        </Button>
        <span className="meta">Five small steps on a token that is made for it</span>
      </p>
    </dialog>
  );
}

function Keys({ chord }: { readonly chord: Chord }) {
  return (
    <span className="chord">
      {chordWords(chord, isMac(navigator.platform)).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
