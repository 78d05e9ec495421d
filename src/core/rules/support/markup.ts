/**
 * Text that some renderer would interpret: HTML or XML tags, character references, scriptable URLs (image data is not
 * one), Markdown links and images, template expressions, terminal escapes. Here it stays inert; elsewhere it may not.
 */
const MARKUP =
  /<[a-z!/?][^<>]{0,400}>|<\/?[a-z][\w-]{0,40}[\s/]|&(?:#\d+|#x[\da-f]+|lt|gt|amp|quot);|\b(?:javascript|vbscript):|\bdata:(?!image\/(?:png|jpe?g|gif|webp|avif)[;,])|\[[^[\]]{0,400}\]\([^()]{0,400}\)|\{\{[^{}]{0,400}\}\}|\$\{[^{}]{0,400}\}|<%|\u001b\[/i;

/** Whether a text contains any of this markup. Looks only at the first 4,096 characters, so it is fast. */
export function looksLikeMarkup(text: string): boolean {
  return MARKUP.test(text.length > 4096 ? text.slice(0, 4096) : text);
}
