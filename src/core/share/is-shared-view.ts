/** Whether a whole text is a link to a shared view, or the file of one; does not check whether it can be read. */
export function isSharedView(text: string): boolean {
  return (
    /^\s{0,100}(?:https?|file):\/\/[^\s#]{0,2000}#(?:[^\s=]{0,200}&)?s=\d{1,20}\.\S{0,4000000}\s{0,100}$/i.test(text) ||
    /^\s{0,1000}\{\s{0,100}"schema"\s{0,100}:\s{0,100}"jotscope-view\//.test(text)
  );
}
