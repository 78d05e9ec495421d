import { lazy } from "react";
import type { SecretInput } from "../../core/keys/types.ts";
import type { ClockInput } from "../../state/types.ts";
import { goTo } from "../../page/go-to.ts";
import "../drawings.ts";
import { Part } from "../Part.tsx";
import { browserSurroundings } from "../../page/surroundings.ts";
import { challengesOf } from "../../state/challenge-progress.ts";
import { useBelow } from "../use-below.ts";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { LabScreen } from "./LabScreen.tsx";
import { useArrival } from "./use-arrival.ts";
import { useWholeFields } from "./use-whole-fields.ts";

const CrackPage = lazy(async () => ({ default: (await import("../crack/CrackPage.tsx")).CrackPage }));
const AttackPage = lazy(async () => ({ default: (await import("../attack/AttackPage.tsx")).AttackPage }));
const ChallengePage = lazy(async () => ({ default: (await import("../challenge/ChallengePage.tsx")).ChallengePage }));
const CrackScreen = lazy(async () => ({ default: (await import("../crack/CrackScreen.tsx")).CrackScreen }));

/** The search on its own page. */
const CRACK = /^#\/lab\/crack(?![\w-])/;
/** The attacks that fit the token of the workbench. */
const ATTACK = /^#\/lab\/attack(?![\w-])/;
/** A task without its answer: its address has a number and does not name the attack. */
const CHALLENGE = /^#\/lab\/challenge(?![\w-])/;
/** The scenario whose attack is that search: the search is also shown below it. */
const WEAK_SECRET = /^#\/lab\/weak-secret(?![\w-])/;

/** When the page's clock is stopped, by the address or by hand; null while it runs. */
function standsAt(clock: ClockInput): number | null {
  if (clock.kind === "stopped") return clock.at;
  return clock.kind === "moved" && clock.startedAt === null ? clock.to : null;
}

/** The lab at `#/lab…`, with the links from it to the workbench. */
export function LabPage({ route }: { readonly route: string }) {
  const { openWith, resetClock, moveClock } = useActions();
  useBelow(".screen > .top");
  useWholeFields();
  useArrival(route);
  const standing = useView(({ settings: { clock } }) => standsAt(clock));
  const challenges = challengesOf(useWorkbench().view);
  const openFound = (token: string, secret: SecretInput): void => {
    openWith(token, { secret });
    goTo("#/");
  };
  if (CRACK.test(route)) {
    return (
      <Part name="crack">
        <CrackPage openInWorkbench={openFound} />
      </Part>
    );
  }
  if (ATTACK.test(route)) {
    return (
      <Part name="attack">
        <AttackPage />
      </Part>
    );
  }
  if (CHALLENGE.test(route)) {
    return (
      <Part name="lab">
        <ChallengePage route={route} openInWorkbench={openFound} />
      </Part>
    );
  }
  return (
    <>
      <Part name="lab">
        <LabScreen
          route={route}
          standing={standing}
          resetClock={resetClock}
          moveClock={moveClock}
          resetChallenges={challenges.reset}
          copyLink={browserSurroundings.writeClipboard}
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
          <CrackScreen openInWorkbench={openFound} />
        </Part>
      )}
    </>
  );
}
