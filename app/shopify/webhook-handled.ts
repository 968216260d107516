/** What became of a delivery. */
export interface Handled {
  state: "done" | "ignored";
  note?: string;
  /** Not finished: come back then. */
  again?: Date;
}
