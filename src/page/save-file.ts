/** Saves a file as a download with this name. Nothing is sent: the bytes come from the page. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Once started, the download holds the bytes itself.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
