/** The texts of the cards for points that were left out, as the site serves them: fetched when one is due. */
import * as z from 'zod/mini';

export const cardTextsSchema = z.record(
  z.string(),
  z.object({
    title: z.string(),
    url: z.string(),
    /** By id of the concept. */
    points: z.record(
      z.string(),
      z.object({ title: z.string(), because: z.string(), ask: z.nullable(z.string()) }),
    ),
  }),
);
/** By id of the question. */
export type CardTexts = z.infer<typeof cardTextsSchema>;
