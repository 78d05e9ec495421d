import { goTo } from "../../page/go-to.ts";
import { Button } from "../Button.tsx";
import { useView } from "../WorkbenchContext.tsx";

/** From a signed token to the tokens that a service must refuse in its place. */
export function AttackButton() {
  const isSigned = useView(({ family, base }) => (family === "hmac" || family === "asymmetric") && base.form === "jws");
  if (!isSigned) return null;
  return (
    <Button icon="flask" onClick={() => goTo("#/lab/attack")}>
      Attack my token
    </Button>
  );
}
