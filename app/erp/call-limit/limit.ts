/** What an ERP lets one caller do, over all processes of the app. */
export interface Limits {
  /** Calls at once. */
  atOnce: number;
  /** Calls in `windowMs`. */
  inWindow: number;
  windowMs: number;
}

/** Waits until a call of this caller is allowed, and makes it. */
export type CallLimit = <T>(caller: string, work: () => Promise<T>) => Promise<T>;
