import { Icon } from "./Icon.tsx";

/** The heading of a part that folds: a button that opens and closes it. */
export function FoldHeading({
  title,
  open,
  toggle,
  controls,
}: {
  readonly title: string;
  readonly open: boolean;
  readonly toggle: () => void;
  /** The id of what is hidden while the part is folded. */
  readonly controls: string;
}) {
  return (
    <h2>
      <button type="button" className="fold" aria-expanded={open} aria-controls={controls} onClick={toggle}>
        <Icon name={open ? "down" : "right"} />
        {title}
      </button>
    </h2>
  );
}
