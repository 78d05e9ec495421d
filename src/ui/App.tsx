import { PanelsProvider } from "./Panels.tsx";
import { Part } from "./Part.tsx";
import { Screens } from "./Screens.tsx";
import { LaterProvider } from "./use-later.tsx";

/** The page. */
export function App() {
  return (
    <LaterProvider>
      <Part name="page">
        <PanelsProvider>
          <Screens />
        </PanelsProvider>
      </Part>
    </LaterProvider>
  );
}
