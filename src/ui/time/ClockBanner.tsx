import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { bannerWords, exactly } from "./clock-words.ts";

/** Says across the verdict, wherever one is on the page, that its clock is not the real one; shows nothing while it is. */
export function ClockBanner() {
  const input = useView(({ settings }) => settings.clock);
  const words = bannerWords(input);
  const now = useView(({ clock }) => (words === null ? 0 : clock.now));
  const style = useView(({ settings }) => settings.timeStyle);
  const { setSettings } = useActions();
  if (words === null) return null;
  return (
    <div className="not-now" role="note" aria-label="Clock">
      <Icon name="clock" />
      <p>
        <b>{words}</b>
        <span className="at">{exactly(now, style)}</span>
        <span className="meta w">Everything on this page is judged at that moment</span>
      </p>
      <Button className="small" onClick={() => setSettings({ clock: { kind: "real" } })}>
        Use the real time
      </Button>
    </div>
  );
}
