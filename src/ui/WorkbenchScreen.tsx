import { useEffect } from "react";
import { receiveTexts } from "./frame/incoming.ts";
import { TopBar } from "./frame/TopBar.tsx";
import { JsonPane } from "./json/JsonPane.tsx";
import { SignaturePanel } from "./signature/SignaturePanel.tsx";
import { TokenPane } from "./token/TokenPane.tsx";
import { useLater } from "./use-later.tsx";
import { VerdictBar } from "./verdict/VerdictBar.tsx";
import { useView, useWorkbench } from "./WorkbenchContext.tsx";
import { usePanels } from "./Panels.tsx";

/** The workbench: verdict, token, JSON, signature, diagnosis and time. */
export function WorkbenchScreen() {
  const empty = useView(({ token }) => token.text === "");
  const { shown } = usePanels();
  const { actions, view } = useWorkbench();
  const later = useLater();
  useEffect(() => receiveTexts(actions, view.getState), [actions, view]);
  return (
    <div className={empty ? "app is-empty" : "app"} data-panel={shown}>
      <TopBar />
      <main>
        <h1 className="vh">Jotscope workbench</h1>
        <VerdictBar />
        {later !== null && (
          <>
            <later.Tabs />
            <later.FirstLook />
          </>
        )}
        <div className="panes">
          <TokenPane />
          {empty ? (
            later !== null && (
              <>
                <later.Examples />
                <later.Privacy />
              </>
            )
          ) : (
            <>
              <div className="jsons" id="p-json">
                <JsonPane pane="header" />
                <JsonPane pane="payload" />
                {later !== null && <later.PrintCopy />}
              </div>
              <SignaturePanel />
            </>
          )}
          <section className="pane diag" id="p-diag" aria-label="Diagnosis">
            {later !== null && <later.Diagnosis />}
          </section>
          <section className="pane time" id="p-time" aria-label="Time">
            {later !== null && <later.TimeStrip />}
          </section>
        </div>
        {later !== null && <later.SecondFloor />}
      </main>
      <footer className="status">{later !== null && <later.StatusLine />}</footer>
    </div>
  );
}
