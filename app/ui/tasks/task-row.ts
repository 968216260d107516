export interface TaskRow {
  id: string;
  kind: string;
  state: string;
  orderId: string | null;
  orderName: string | null;
  attempts: number;
  createdAt: string;
  createdBy: string;
  nextAttemptAt: string | null;
  /** Its connection is paused, so it does not go. */
  waitsForPause: boolean;
  lastAnswer: string | null;
  problem: { kind: string; cause: string; params?: unknown } | null;
  tries: { number: number; at: string; outcome: string | null; answer: string | null }[];
}
