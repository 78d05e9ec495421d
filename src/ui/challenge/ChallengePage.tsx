import { useEffect, useRef } from "react";
import { type Challenge, CHALLENGES } from "../../core/lab/challenges.ts";
import type { SecretInput } from "../../core/keys/types.ts";
import type { Setup } from "../../core/lab/types.ts";
import { Icon } from "../Icon.tsx";
import { AtHand } from "./AtHand.tsx";
import "./challenge.css";
import { ChallengeList } from "./ChallengeList.tsx";
import { Flag } from "./Flag.tsx";
import { Hints } from "./Hints.tsx";
import { SecretSearch } from "./SecretSearch.tsx";
import { Solved } from "./Solved.tsx";
import { TokenBench } from "./TokenBench.tsx";
import { useBench, useSituation, useSolved } from "./use-challenge.ts";
import { VerifierAnswer } from "./VerifierAnswer.tsx";

type OpenInWorkbench = (token: string, secret: SecretInput) => void;

/** A challenge at `#/lab/challenge/<number>`, or the list if there is no such number. Address and title name no attack. */
export function ChallengePage({
  route,
  openInWorkbench,
}: {
  readonly route: string;
  readonly openInWorkbench: OpenInWorkbench;
}) {
  const number = Number(/^#\/lab\/challenge\/(\d+)(?![\w-])/.exec(route)?.[1]);
  const challenge = CHALLENGES.find((one) => one.number === number);
  const title = challenge ? `Challenge ${challenge.number}: ${challenge.title}` : "Challenges";
  useEffect(() => {
    const before = document.title;
    document.title = `${title}, Jotscope`;
    return () => {
      document.title = before;
    };
  }, [title]);
  const shown = useRef(number);
  useEffect(() => {
    if (Object.is(shown.current, number)) return;
    shown.current = number;
    window.scrollTo(0, 0);
    // The link that led here may have disappeared with its page.
    if (document.activeElement === document.body) document.querySelector<HTMLElement>(".challenge h1")?.focus();
  }, [number]);
  return (
    <main className="lab challenge" id="main">
      <ChallengeNav current={challenge?.number ?? null} />
      {challenge ? (
        <OneChallenge key={challenge.number} challenge={challenge} openInWorkbench={openInWorkbench} />
      ) : (
        <>
          <h1>Challenges</h1>
          <ChallengeList />
        </>
      )}
    </main>
  );
}

function ChallengeNav({ current }: { readonly current: number | null }) {
  const solved = useSolved();
  return (
    <div className="challenge-top">
      <a className="link" href="#/lab">
        All scenarios of the lab
      </a>
      <nav aria-label="Challenges">
        <span aria-hidden="true">Challenge</span>
        <ol>
          {CHALLENGES.map(({ number }) => (
            <li key={number}>
              <a href={`#/lab/challenge/${number}`} aria-current={number === current ? "page" : undefined}>
                <span className="visually-hidden">Challenge </span>
                {number}
                {solved.has(number) && (
                  <>
                    <Icon name="check" />
                    <span className="visually-hidden">, solved</span>
                  </>
                )}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <span className="meta">
        {solved.size} of {CHALLENGES.length} solved
      </span>
    </div>
  );
}

function OneChallenge({
  challenge,
  openInWorkbench,
}: {
  readonly challenge: Challenge;
  readonly openInWorkbench: OpenInWorkbench;
}) {
  const situation = useSituation(challenge);
  return (
    <>
      <header className="challenge-task lab-pane">
        <h1 tabIndex={-1}>
          Challenge {challenge.number}: {challenge.title}
        </h1>
        <p>{challenge.task}</p>
      </header>
      {situation === null && <p className="meta">Making keys and a token.</p>}
      {situation !== null && "problem" in situation && (
        <p className="lab-problem" role="alert">
          This could not be set up here: {situation.problem}
        </p>
      )}
      {situation !== null && "setup" in situation && (
        <Desk challenge={challenge} setup={situation.setup} openInWorkbench={openInWorkbench} />
      )}
    </>
  );
}

function Desk({
  challenge,
  setup,
  openInWorkbench,
}: {
  readonly challenge: Challenge;
  readonly setup: Setup;
  readonly openInWorkbench: OpenInWorkbench;
}) {
  const bench = useBench(challenge, setup);
  return (
    <>
      <div className="challenge-desk">
        <div className="challenge-column">
          <TokenBench bench={bench} honest={setup.honest} />
          <VerifierAnswer state={bench.state} />
          {bench.state.solved !== null && <Solved challenge={challenge} solved={bench.state.solved} />}
        </div>
        <div className="challenge-column">
          <AtHand challenge={challenge} setup={setup} bench={bench} />
          <Hints hints={challenge.hints} shown={bench.state.hints} onMore={bench.showHint} />
          <Flag challenge={challenge} isSolved={bench.state.solved !== null} />
        </div>
      </div>
      <SecretSearch token={setup.honest} openInWorkbench={openInWorkbench} />
    </>
  );
}
