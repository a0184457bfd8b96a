/** Gives the learner a file, as a download of the browser's. */
export function offerFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken hold of the content once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
