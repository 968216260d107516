/** The jobs that repeat by themselves, and how often unless the merchant says otherwise, in minutes (TSK-2). */
export const SCHEDULES = { orders: 30, shipments: 5, invoices: 5 } as const;
export type ScheduleKind = keyof typeof SCHEDULES;

export const SCHEDULE_KINDS = Object.keys(SCHEDULES) as ScheduleKind[];
export const isScheduleKind = (text: string): text is ScheduleKind =>
  Object.hasOwn(SCHEDULES, text);
