import { restful } from "../restful.tsx";
import { countFound } from "../diagnosis/found.ts";
import { type Panel, usePanels } from "../Panels.tsx";
import { useView } from "../WorkbenchContext.tsx";

const TABS: readonly (readonly [Panel, string])[] = [
  ["token", "Token"],
  ["claims", "Claims"],
  ["key", "Key"],
  ["time", "Time"],
  ["diagnosis", "Diagnosis"],
];

/** A phone shows one panel at a time; these tabs choose it. */
export const Tabs = restful(function Tabs() {
  const { shown, show } = usePanels();
  const count = useView(({ findings }) => countFound(findings));
  return (
    <nav className="tabs" aria-label="Panels">
      {TABS.map(([panel, name]) => (
        <button
          key={panel}
          type="button"
          data-tab={panel}
          aria-current={panel === shown ? "true" : undefined}
          onClick={() => show(panel)}
        >
          {name}
          {panel === "diagnosis" && count > 0 && (
            <>
              {" "}
              <span className="tab-count">
                {count}
                <span className="visually-hidden"> {count === 1 ? "finding" : "findings"}</span>
              </span>
            </>
          )}
        </button>
      ))}
    </nav>
  );
});
