import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { lessonSchema } from './content/schema.ts';

export const collections = {
  lessons: defineCollection({
    loader: glob({ base: './src/content/lessons', pattern: '*.mdx' }),
    schema: lessonSchema,
  }),
};
