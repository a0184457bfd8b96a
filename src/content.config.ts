import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { evidenceSchema, lessonSchema } from './content/schema.ts';
import { questionSchema } from './interview/question.ts';
import { termSchema } from './content/term.ts';

export const collections = {
  lessons: defineCollection({
    loader: glob({ base: './src/content/lessons', pattern: '*.mdx' }),
    schema: lessonSchema,
  }),
  questions: defineCollection({
    loader: glob({ base: './src/content/questions', pattern: '*.json' }),
    schema: questionSchema,
  }),
  evidence: defineCollection({
    loader: file('./src/content/evidence.json'),
    schema: evidenceSchema,
  }),
  glossary: defineCollection({
    loader: glob({ base: './src/content/glossary', pattern: '*.json' }),
    schema: termSchema,
  }),
};
