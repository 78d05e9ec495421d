import { PanelsProvider } from "./Panels.tsx";
import { Screens } from "./Screens.tsx";
import { LaterProvider } from "./use-later.tsx";

/** The page. */
export function App() {
  return (
    <LaterProvider>
      <PanelsProvider>
        <Screens />
      </PanelsProvider>
    </LaterProvider>
  );
}
