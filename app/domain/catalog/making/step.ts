/** What a step gives: whether the next can follow at once. */
export type Step = "on" | "wait" | "over";
