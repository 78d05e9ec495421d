let isComing = false;

/** Says that the next free mode is opened from the check of another one. */
export function comeByAttack(): void {
  isComing = true;
}

/** Whether this free mode was opened so: its verdict then takes the focus that went with the link. Once each. */
export function cameByAttack(): boolean {
  const came = isComing;
  isComing = false;
  return came;
}
