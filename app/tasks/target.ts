/** Where a task acts: it decides the lane it waits in, how long a cut call may still act, and whose errors they are. */
export type Target = "erp" | "shopify";
