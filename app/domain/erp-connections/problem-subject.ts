/** What a connection's own problems are about. */
export const connectionSubject = (id: string): { subject: string; orderId: null } => ({
  subject: `connection:${id}`,
  orderId: null,
});
