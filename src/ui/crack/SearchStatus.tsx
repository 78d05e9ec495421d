import { useEffect, useRef, type ReactNode } from "react";
import { foundSecret } from "../../core/crack/found-secret.ts";
import type { SearchProgress } from "../../core/crack/search.ts";
import { wellKnownSecret } from "../../core/crack/well-known.ts";
import type { SecretInput } from "../../core/keys/types.ts";
import type { CrackView } from "../../state/crack-session.ts";
import { Button } from "../Button.tsx";
import { Icon, type IconName } from "../Icon.tsx";
import type { Absence } from "./use-crack-session.ts";
import { countWords, spanWords, STAGE_WORDS } from "./words.ts";

/** The state of the search, what it found, and a link to the workbench. */
export function SearchStatus({
  view,
  absence,
  openInWorkbench,
}: {
  readonly view: CrackView;
  readonly absence: Absence | null;
  readonly openInWorkbench: (token: string, secret: SecretInput) => void;
}) {
  const { state, progress } = view;
  const found = state === "found" && progress?.found ? foundSecret(progress.found) : null;
  const published = found && wellKnownSecret(found.text);
  const { icon, title, text } = headline(view);
  const outcome = useRef<HTMLDivElement>(null);
  const isIdle = state === "idle";
  useEffect(() => {
    // If the columns are stacked, the started search would be out of view.
    if (!isIdle) outcome.current?.scrollIntoView({ block: "nearest" });
  }, [isIdle]);
  return (
    <div className="crack-pane crack-outcome" data-state={state} ref={outcome}>
      {/* Only text that changes with the state: ticking numbers are outside the live region. */}
      <output aria-label="Cracking" data-state={state} data-found={found?.text}>
        <strong>
          <Icon name={icon} /> {title}
        </strong>
        <span>{text}</span>
        {found && (
          <span className="crack-found">
            <bdi>{found.text}</bdi>
            {found.encoding === "Hex" && <span className="crack-hint"> in hexadecimal</span>}
          </span>
        )}
      </output>
      {found && (
        <>
          <div className="crack-actions">
            <Button className="primary" onClick={() => openInWorkbench(view.token, found)}>
              Open with this secret in the workbench
            </Button>
          </div>
          {published && <p>Known secret: published in {published.source}.</p>}
          <p className="crack-lesson">
            Replace it with at least 256 random bits (RFC 7518, section 3.2) on every server that uses it, and check who
            may have signed with it.
          </p>
        </>
      )}
      {progress && <Numbers progress={progress} view={view} />}
      {absence && progress && (
        <p className="crack-hint">
          This tab was hidden for {spanWords(absence.milliseconds / 1000)}; meanwhile {countWords(absence.tried)}{" "}
          candidates were tried.
        </p>
      )}
      {(state === "running" || state === "paused") && (
        <p className="crack-hint">
          The search continues in the background as far as the browser allows. Closing the tab or leaving this screen
          stops it.
        </p>
      )}
    </div>
  );
}

function Numbers({ progress, view }: { readonly progress: SearchProgress; readonly view: CrackView }) {
  const { tried, remaining, rate, secondsLeft, milliseconds, current, stage } = progress;
  const total = tried + remaining;
  const going = view.state === "running" || view.state === "paused";
  return (
    <div className="crack-numbers">
      {going && (
        <svg className="crack-bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
          <rect className="crack-bar-all" width="1000" height="8" />
          <rect className="crack-bar-done" width={total > 0 ? (tried / total) * 1000 : 0} height="8" />
        </svg>
      )}
      <dl>
        <Fact name="Tried">{countWords(tried)}</Fact>
        {going && <Fact name="Left">{remaining > 0 ? `about ${countWords(remaining)}` : "almost none"}</Fact>}
        {view.state === "running" && (
          <>
            <Fact name="Rate">{rate > 0 ? `${countWords(rate)} a second` : "measuring"}</Fact>
            <Fact name="Time left">{secondsLeft === null ? "measuring" : spanWords(secondsLeft)}</Fact>
          </>
        )}
        {!going && milliseconds > 1000 && (
          <Fact name="Average">{`${countWords((tried / milliseconds) * 1000)} a second`}</Fact>
        )}
        <Fact name="Running for">{spanWords(milliseconds / 1000)}</Fact>
        {going && stage && <Fact name="Now trying">{STAGE_WORDS[stage]}</Fact>}
        {going && current && (
          <Fact name="Current">
            <bdi className="crack-mono">{foundSecret(current).text}</bdi>
          </Fact>
        )}
        <Fact name="Engine">
          {view.engine === "plain"
            ? "plain JavaScript; this browser has no WebAssembly SIMD"
            : `WebAssembly on ${view.workers} ${view.workers === 1 ? "core" : "cores"}`}
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function headline({ state, progress, token }: CrackView): { icon: IconName; title: string; text: string } {
  switch (state) {
    case "idle":
      return token !== "" && progress
        ? { icon: "dash", title: "Cancelled", text: "Not found among what was tried." }
        : { icon: "key", title: "Not started", text: "Paste a token signed with HS256, HS384 or HS512, and start." };
    case "running":
      return {
        icon: "clock",
        title: "Searching",
        text: "Each candidate signs the token; the one that produces its signature is the secret.",
      };
    case "paused":
      return { icon: "dash", title: "Paused", text: "No cores are in use. Resume continues from here." };
    case "found":
      return {
        icon: "open",
        title: "Secret found",
        text: `Among ${progress?.stage ? STAGE_WORDS[progress.stage] : "the candidates"}. Anyone can forge this token:`,
      };
    case "exhausted":
      return {
        icon: "check",
        title: "Not found",
        text: "None of the candidates is the secret. That does not prove it strong: another list may contain it.",
      };
    default:
      return state satisfies never;
  }
}
