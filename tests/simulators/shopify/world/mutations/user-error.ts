/** The plain UserError of uncoded mutations. */
export interface UserError {
  field: string[] | null;
  message: string;
}
export const userError = (field: string[] | null, message: string): UserError => ({
  field,
  message,
});
