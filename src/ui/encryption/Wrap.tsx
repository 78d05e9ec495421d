import { canWrap } from "../../state/wrapping.ts";
import { Button } from "../Button.tsx";
import { useGoTo } from "../source-map/use-go-to.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** Puts the current token into another one, whose header and keys are then those shown. */
export function Wrap() {
  const fits = useView(canWrap);
  const { applyFix } = useActions();
  const goTo = useGoTo();
  if (!fits) return null;
  return (
    <Button
      icon="lock"
      onClick={() => {
        applyFix({ kind: "wrap", in: "encryption" });
        goTo({ pane: "public-key", range: { start: 0, end: 0 } });
      }}
    >
      Wrap in encryption
    </Button>
  );
}
