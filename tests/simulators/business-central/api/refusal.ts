/** An answer that is an error, in the envelope every API page answers in. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

export const bad = (code: string, message: string): Refusal => new Refusal(400, code, message);
/** AL's `Error()`: a rule of the business. */
export const rule = (message: string): Refusal => bad("Application_DialogException", message);
/** AL's `TestField()`. */
export const fieldRule = (message: string): Refusal =>
  bad("Application_FieldValidationException", message);
export const notFound = (): Refusal =>
  new Refusal(
    404,
    "BadRequest_NotFound",
    "The requested resource could not be found or does not exist anymore.",
  );
export const noSuchSet = (name: string): Refusal =>
  new Refusal(404, "BadRequest_ResourceNotFound", `Resource not found for the segment '${name}'.`);
export const notAllowed = (method: string): Refusal =>
  new Refusal(405, "BadRequest_MethodNotAllowed", `'${method}' requests are not allowed here.`);

export const envelope = (refusal: Refusal, correlation: string): object => ({
  error: { code: refusal.code, message: `${refusal.message}  CorrelationId:  ${correlation}.` },
});
