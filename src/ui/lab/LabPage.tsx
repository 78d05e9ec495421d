import { lazy } from "react";
import { goTo } from "../../page/go-to.ts";
import "../drawings.ts";
import { Part } from "../Part.tsx";
import { useActions } from "../WorkbenchContext.tsx";
import { LabScreen } from "./LabScreen.tsx";

const CrackScreen = lazy(async () => ({ default: (await import("../crack/CrackScreen.tsx")).CrackScreen }));

/** The scenario whose attack is the search for the secret, which has a screen of its own below it. */
const WEAK_SECRET = /^#\/lab\/weak-secret(?![\w-])/;

/** The lab at a place of its own (`#/lab…`), with the ways from it to the workbench. */
export function LabPage({ route }: { readonly route: string }) {
  const { openWith } = useActions();
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
      {WEAK_SECRET.test(route) && (
        <Part name="crack">
          <CrackScreen
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
