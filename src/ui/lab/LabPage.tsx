import { goTo } from "../../page/go-to.ts";
import "../drawings.ts";
import { Part } from "../Part.tsx";
import { useLater } from "../use-later.tsx";
import { useActions } from "../WorkbenchContext.tsx";
import { LabScreen } from "./LabScreen.tsx";

/** The scenario whose attack is the search for the secret, which has a screen of its own below it. */
const WEAK_SECRET = /^#\/lab\/weak-secret(?![\w-])/;

/** The lab at a place of its own (`#/lab…`), with the ways from it to the workbench. */
export function LabPage({ route }: { readonly route: string }) {
  const { openWith } = useActions();
  const later = useLater();
  return (
    <>
      <Part name="lab">
        <LabScreen
          route={route}
          openInWorkbench={(token, { publicKey, secret } = {}) => {
            openWith(token, {
              ...(publicKey === undefined ? {} : { publicKey: { text: publicKey } }),
              ...(secret === undefined ? {} : { secret }),
            });
            goTo("#/");
          }}
        />
      </Part>
      {WEAK_SECRET.test(route) && later !== null && (
        <Part name="crack">
          <later.CrackScreen
            openInWorkbench={(token, secret) => {
              openWith(token, { secret });
              goTo("#/");
            }}
          />
        </Part>
      )}
    </>
  );
}
