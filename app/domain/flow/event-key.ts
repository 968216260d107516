/** One thing that happened: the record it happened to, and for what can happen to it again, when. */
export interface FlowEvent {
  trigger: string;
  recordId: string;
  /** Milliseconds; empty where a record meets it once. */
  time: string;
}

/** Under this key it is told once. It goes along as "Event ID", by which a workflow knows it when an answer was lost and it comes twice. */
export const eventKey = ({ trigger, recordId, time }: FlowEvent): string =>
  [trigger, recordId, time].filter(Boolean).join(":");
