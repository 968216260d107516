/** Text for a search: NUL cannot be asked for, and the pattern characters of LIKE mean themselves. Prisma compares without case by ILIKE, also for `equals`. */
export const searchText = (text: string): string =>
  text.replaceAll("\u0000", "").replace(/[\\%_]/g, "\\$&");
