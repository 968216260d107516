/** Key of a document act: the subject and its generation, so that neither another document kind nor another ERP makes a second one. */
export const documentKey = (subject: string, generation: number): string =>
  `${subject}#${generation}`;
