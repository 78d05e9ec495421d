/** A `ref` for the selected item of a list: scrolls the list just far enough to show it. */
export function keepInSight(item: HTMLElement | null): void {
  item?.scrollIntoView({ block: "nearest" });
}
