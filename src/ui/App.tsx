import { PanelsProvider } from "./Panels.tsx";
import { Screens } from "./Screens.tsx";

/** The page. */
export function App() {
  return (
    <PanelsProvider>
      <Screens />
    </PanelsProvider>
  );
}
