/** Opens what the practice keeps, with the code for it: a page can be read and written on before that has come. */
import type { Draft, MockRecord } from '../../progress/practice-records.ts';
import type { Rescue } from '../../progress/rescue.ts';
import type { ProgressStore, StorageError } from '../../progress/store.ts';

export interface Storage {
  readonly store: ProgressStore;
  readonly drafts: Rescue<Draft>;
  readonly mocks: Rescue<MockRecord>;
}

/** Never fails: where nothing can be stored, `onProblem` is told and everything is kept until the tab closes. */
export async function openStorage(onProblem: (problem: StorageError) => void): Promise<Storage> {
  const [{ openProgress }, { createRescue }, { draftSchema, mockSchema }] = await Promise.all([
    import('../../progress/open.ts'),
    import('../../progress/rescue.ts'),
    import('../../progress/practice-records.ts'),
  ]);
  return {
    store: await openProgress({ onProblem }),
    drafts: createRescue('draft', draftSchema),
    mocks: createRescue('mock', mockSchema),
  };
}
