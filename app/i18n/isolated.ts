/** From the first strong letter on: the text between them has a direction of its own. */
const [OPEN, CLOSE] = ["\u2068", "\u2069"];
const WRITTEN_LEFT_TO_RIGHT = /\p{Script=Latin}|[#+]\d/u;

/**
 * A name, a number of a document or an address within a sentence that is written from right to left. Without its own direction the marks around it move:
 * "SO-1001 (#1083)" would be shown in another order.
 */
export const isolated = (value: string): string =>
  WRITTEN_LEFT_TO_RIGHT.test(value) ? `${OPEN}${value}${CLOSE}` : value;

/** For what is read by programs, too. */
export const unmarked = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, "");
