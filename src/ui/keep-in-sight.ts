/** As the `ref` of the chosen item of a list: scrolls the list as far as it takes to show it. */
export function keepInSight(item: HTMLElement | null): void {
  item?.scrollIntoView({ block: "nearest" });
}
