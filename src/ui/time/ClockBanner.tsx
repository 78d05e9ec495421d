import { memo } from "react";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { bannerWords, exactly } from "./clock-words.ts";
import "./time.css";

/** A banner across the verdict: the page's clock is not real time, and whether it ticks. Renders nothing at real time. */
export const ClockBanner = memo(function ClockBanner() {
  const input = useView(({ settings }) => settings.clock);
  const words = bannerWords(input);
  const now = useView(({ clock }) => (words === null ? 0 : clock.now));
  const style = useView(({ settings }) => settings.timeStyle);
  const { startClock, stopClock, resetClock } = useActions();
  if (words === null) return null;
  const ticks = input.kind === "moved" && input.startedAt !== null;
  return (
    <div className="not-now" role="note" aria-label="Clock">
      <Icon name="clock" />
      <p>
        <b>{words}</b>
        <span className="at">{exactly(now, style)}</span>
        <span className="meta wide-only">Everything on this page is evaluated at that moment</span>
      </p>
      <Button className="small" onClick={ticks ? stopClock : startClock}>
        {ticks ? "Stop the clock" : "Start the clock"}
      </Button>
      <Button className="small" onClick={resetClock}>
        Use real time
      </Button>
    </div>
  );
});
