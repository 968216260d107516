/** An address from outside that people may be sent to: http or https, nothing else (no `javascript:`, no `data:`); undefined: it is none. */
export function webAddress(text: string | null | undefined): string | undefined {
  const address = text?.trim() ?? "";
  return /^https?:\/\/[^\s/]/i.test(address) && URL.canParse(address) ? address : undefined;
}

/** Where a link may lead: a web address, or a page of this app. */
export function linkTarget(text: string | null | undefined): string | undefined {
  return text && /^\/[\w-]/.test(text) ? text : webAddress(text);
}
