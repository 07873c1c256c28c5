const SCHEMES = ['http:', 'https:', 'mailto:'];

/**
 * The address as a browser reads it, if it is safe to follow: http, https, mailto, or a place in this document. Anything
 * else, what does not parse, and addresses with a name and password in them give undefined. The parser decides, never the
 * look of the text.
 */
export function safeUrl(address: unknown, base: string = document.baseURI): string | undefined {
  const text = typeof address === 'string' ? address.trim() : '';
  if (text.startsWith('#')) return text;
  if (!text || !URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return SCHEMES.includes(url.protocol) && !url.username && !url.password ? url.href : undefined;
}
