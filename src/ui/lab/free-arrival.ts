let isComing = false;

/** Records that the next free mode is opened from a check in another one. */
export function comeByAttack(): void {
  isComing = true;
}

/** Whether this free mode was opened that way: its verdict then takes the focus that was lost with the link. True once. */
export function cameByAttack(): boolean {
  const came = isComing;
  isComing = false;
  return came;
}
