import { type MouseEvent, useEffect } from "react";
import type { Screen } from "../page/route.ts";
import { receiveTexts } from "./frame/incoming.ts";
import { TopBar } from "./frame/TopBar.tsx";
import { JsonPane } from "./json/JsonPane.tsx";
import { TokenPane } from "./token/TokenPane.tsx";
import { useLater } from "./use-later.tsx";
import { VerdictBar } from "./verdict/VerdictBar.tsx";
import { Still, useView, useWorkbench } from "./WorkbenchContext.tsx";
import { usePanels } from "./Panels.tsx";
import { Part } from "./Part.tsx";

/** The address names the screen, so the link only moves the focus. */
function toToken(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#p-token :is(textarea, [role=textbox])")?.focus();
}

/**
 * All screens but the lab: verdict, token and diagnosis, next to the workbench's panes or above another screen's
 * content. Hidden and idle while the lab is shown.
 */
export function Desk({ screen }: { readonly screen: Screen }) {
  const empty = useView(({ token }) => token.text === "");
  // Fields are recreated after "Forget everything", because their own undo would restore their texts.
  const fresh = useView(({ forgotten }) => forgotten);
  // The same applies to the fields of another layer.
  const layer = useView(({ forgotten, path }) => `${forgotten} ${path}`);
  const encrypted = useView(({ base }) => base.form.startsWith("jwe"));
  const { shown } = usePanels();
  const { actions, view } = useWorkbench();
  const later = useLater();
  const hidden = screen === "lab";
  const isWorkbench = screen === "workbench";
  useEffect(() => (hidden ? undefined : receiveTexts(actions, view.getState)), [actions, view, hidden]);
  return (
    <div
      className={`app${empty ? " is-empty" : ""}${later === null ? " is-early" : ""}`}
      data-screen={screen}
      data-panel={shown}
      hidden={hidden}
    >
      <a className="skip" href="#p-token" onFocus={() => scrollTo(0, 0)} onClick={toToken}>
        Skip to the token
      </a>
      <TopBar screen={screen} />
      <main>
        <h1 className="visually-hidden">Jotscope workbench</h1>
        {later !== null && <later.PrintHead />}
        <Part name="verdict">
          <VerdictBar />
        </Part>
        {later !== null && (
          <>
            {isWorkbench && <later.Tabs />}
            <later.FirstLook />
          </>
        )}
        <div className="panes">
          <Part name="token">
            <TokenPane key={fresh} />
          </Part>
          {empty ? (
            isWorkbench && later !== null && <later.Examples />
          ) : (
            <Still still={!isWorkbench}>
              <div className="jsons" id="p-json" hidden={!isWorkbench}>
                <Part name="header">
                  <JsonPane key={layer} pane="header" />
                </Part>
                <Part name="payload">
                  <JsonPane key={layer} pane="payload" />
                </Part>
                {later !== null && <later.PrintCopy />}
              </div>
              <section
                className={`pane seg s-${encrypted ? "encrypted-key" : "signature"}`}
                id="p-sig"
                aria-label={encrypted ? "Encryption" : "Signature"}
              >
                <Part name="signature">{later !== null && <later.SignaturePanel key={layer} />}</Part>
              </section>
            </Still>
          )}
          <section className="pane diag" id="p-diag" aria-label="Diagnosis">
            <Part name="diagnosis">{!empty && later !== null && <later.Diagnosis isOpen={isWorkbench} />}</Part>
          </section>
          <section className="pane time" id="p-time" aria-label="Time" hidden={!isWorkbench}>
            <Part name="time">{!empty && later !== null && <later.TimeStrip />}</Part>
          </section>
        </div>
        {later !== null && <later.OtherScreens key={fresh} screen={screen} />}
      </main>
      <footer className="status">
        <Part name="status">{later !== null && <later.StatusLine />}</Part>
      </footer>
    </div>
  );
}
