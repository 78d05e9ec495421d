import { renderToStaticMarkup } from "react-dom/server";
import { loadDiagnosis } from "./core/rules/load.ts";
import { createWorkbench } from "./state/workbench.ts";
import { App } from "./ui/App.tsx";
import { WorkbenchProvider } from "./ui/WorkbenchContext.tsx";

/** The markup of the empty workbench's first render: the build puts it into the page, so it is visible before any script has loaded. */
export async function stillFrame(): Promise<string> {
  const workbench = createWorkbench({
    now: () => 0,
    secureContext: true,
    writeClipboard: () => Promise.reject(new Error("a still frame")),
    decodeLarge: () => Promise.reject(new Error("a still frame")),
  });
  const markup = renderToStaticMarkup(
    <WorkbenchProvider workbench={workbench}>
      <App />
    </WorkbenchProvider>,
  );
  // The workbench's initial loads are pending; the caller must wait for them.
  await loadDiagnosis();
  return markup;
}
