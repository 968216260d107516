/**
 * What an ACCESS_DENIED asks for, in few words: the names of the access scopes, any of which is enough, and what else Shopify adds behind
 * "Also:" (a plan, another scope). Sentences about the permissions of a user are left out: the app's offline tokens have no user.
 */
export function missingAccess(requiredAccess: string): string {
  const [head = "", also = ""] = requiredAccess.split(/\s*Also:\s*/);
  const names = [...head.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  const scopes = names.length > 0 ? names.join(" / ") : head.trim();
  const more = also
    .split(/(?<=\.)\s+/)
    .filter((sentence) => sentence !== "" && !/\buser\b/i.test(sentence));
  return [scopes.replace(/\.$/, ""), ...more].join(". ").replace(/\.$/, "");
}
