/** Handles as the admin makes them: lower case, words joined by hyphens. */
export const shopifyHandle = (title: string): string =>
  title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/[\s_-]+/g, "-");
