import { useEffect } from "react";
import { Diagnosis } from "./diagnosis/Diagnosis.tsx";
import { receiveTexts } from "./frame/incoming.ts";
import { StatusLine } from "./frame/StatusLine.tsx";
import { Tabs } from "./frame/Tabs.tsx";
import { TopBar } from "./frame/TopBar.tsx";
import { useKeys } from "./frame/use-keys.ts";
import { JsonPane } from "./json/JsonPane.tsx";
import { PanelsProvider, usePanels } from "./Panels.tsx";
import { SignaturePanel } from "./signature/SignaturePanel.tsx";
import { Examples, Privacy } from "./start/Start.tsx";
import { TimeStrip } from "./time/TimeStrip.tsx";
import { TokenPane } from "./token/TokenPane.tsx";
import { VerdictBar } from "./verdict/VerdictBar.tsx";
import { useView, useWorkbench } from "./WorkbenchContext.tsx";

/** The page. */
export function App() {
  return (
    <PanelsProvider>
      <WorkbenchScreen />
    </PanelsProvider>
  );
}

function WorkbenchScreen() {
  const empty = useView(({ token }) => token.text === "");
  const { shown } = usePanels();
  const { actions, view } = useWorkbench();
  useEffect(() => receiveTexts(actions, view.getState), [actions, view]);
  useKeys();
  return (
    <div className={empty ? "app is-empty" : "app"} data-panel={shown}>
      <TopBar />
      <main>
        <h1 className="vh">Jotscope workbench</h1>
        <VerdictBar />
        <Tabs />
        <div className="panes">
          <TokenPane />
          {empty ? (
            <>
              <Examples />
              <Privacy />
            </>
          ) : (
            <>
              <div className="jsons" id="p-json">
                <JsonPane pane="header" />
                <JsonPane pane="payload" />
              </div>
              <SignaturePanel />
            </>
          )}
          <Diagnosis />
          <TimeStrip />
        </div>
      </main>
      <StatusLine />
    </div>
  );
}
