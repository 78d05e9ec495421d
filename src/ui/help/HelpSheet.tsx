import { Button } from "../Button.tsx";
import { goTo } from "../../page/go-to.ts";
import { startFirstLook } from "../first-visit/look.ts";
import { Sheet } from "../sheets/Sheet.tsx";
import { closeSheet } from "../sheets/sheet.ts";
import { Keys } from "./Keys.tsx";
import { OTHER_KEYS, SHORTCUTS } from "./shortcuts.ts";
import "./help.css";

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

/** The groups by name; groups with the same name are merged. */
const BY_PLACE = [...new Set(GROUPS.map(({ where }) => where))].map((where) => ({
  where,
  keys: GROUPS.filter((group) => group.where === where).flatMap(({ keys }) => keys),
}));

/** The keyboard shortcuts, in a dialog: the page's, from the table it listens to, then those of fields and parts. */
export function HelpSheet() {
  return (
    <Sheet title="Help">
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
            closeSheet();
            goTo("#/");
            startFirstLook();
          }}
        >
          Take the first look
        </Button>
        <span className="meta">Five short steps with an example token</span>
      </p>
    </Sheet>
  );
}
