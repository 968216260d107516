/** A shop's permanent domain and nothing else: what may become part of an address we send a token to. */
export const isShopDomain = (text: string): boolean =>
  /^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/.test(text);
