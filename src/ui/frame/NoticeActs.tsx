import { Fragment, useSyncExternalStore } from "react";
import { decodeBase64Url } from "../../core/text/base64url.ts";
import { decodeUtf8 } from "../../core/text/utf8.ts";
import { currentRoute, onRouteChange, type Screen, screenOf, SCREENS } from "../../page/route.ts";
import type { Notice } from "../../state/types.ts";
import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { skewWords } from "./notice-words.ts";
import { screenOfKind } from "./screen-of-kind.ts";

/** Actions for a notice. */
export function NoticeActs({ notice: { code, args } }: { readonly notice: Notice }) {
  const { undo, applyFix } = useActions();
  const { clock, skew, token } = args;
  return (
    <>
      {code === "placed" && (
        <>
          <ScreenLinks kinds={String(args["what"]).split(" ")} several={Number(args["tokens"]) > 1} />
          <Button className="small" onClick={undo}>
            Undo
          </Button>
        </>
      )}
      {code === "importing" && <ScreenLinks kinds={[]} several />}
      {token !== undefined && (
        <Button className="small" onClick={() => applyFix({ kind: "new-token", text: String(token) })}>
          New token with these claims
        </Button>
      )}
      {token !== undefined && (
        <Button className="small" onClick={() => applyFix({ kind: "new-encrypted", content: claimsOf(String(token)) })}>
          Encrypt these claims
        </Button>
      )}
      {code === "foreign" && args["open"] !== undefined && (
        <Button
          className="small"
          onClick={() => applyFix({ kind: "replace-all", pane: "token", text: String(args["open"]) })}
        >
          Open it
        </Button>
      )}
      {clock !== undefined && <ServerClock at={Number(clock)} skew={Number(skew)} />}
    </>
  );
}

/** An unsigned token's claims, as text. */
function claimsOf(token: string): string {
  return decodeUtf8(decodeBase64Url(token.split(".")[1] ?? "").bytes).text;
}

/** Offers the server's time for the page's clock, since the server judged by its own clock. */
function ServerClock({ at, skew }: { readonly at: number; readonly skew: number }) {
  const { applyFix } = useActions();
  const isUsed = useView(({ settings: { clock } }) => clock.kind === "moved" && clock.to === at);
  if (isUsed) return null;
  return (
    <Button className="small" onClick={() => applyFix({ kind: "set-clock", now: at })}>
      {`Use the server’s clock: ${skewWords(skew)}`}
    </Button>
  );
}

/** Links to the other screens that show what was placed; several tokens are on the Collection. */
function ScreenLinks({ kinds, several }: { readonly kinds: readonly string[]; readonly several: boolean }) {
  const here = screenOf(useSyncExternalStore(onRouteChange, currentRoute));
  const isOn = (screen: Screen): boolean =>
    (screen === "collection" && several) || kinds.some((kind) => screenOfKind(kind) === screen);
  return SCREENS.filter(([screen]) => screen !== here && isOn(screen)).map(([screen, href, name]) => (
    <Fragment key={screen}>
      {/* Readers and copies do not see the gap. */}{" "}
      <a className="link" href={href}>
        {name}
      </a>
    </Fragment>
  ));
}
