/** Puts the lab into an archive when it is asked for. */
import type { TextFiles } from '../../../progress/changes.ts';
import type { LabPage } from '../../lab-page.ts';
import { fetchPackages } from '../../packages.ts';

interface Parts {
  readonly page: LabPage;
  readonly files: { readonly current: TextFiles };
}

export class LabDownload {
  readonly #parts: Parts;
  readonly #offerFile: (name: string, content: Blob) => void;
  status = $state('');

  constructor(parts: Parts, offerFile: (name: string, content: Blob) => void) {
    this.#parts = parts;
    this.#offerFile = offerFile;
  }

  clear(): void {
    this.status = '';
  }

  async make(): Promise<void> {
    const { page, files } = this.#parts;
    const { slug } = page.manifest;
    this.status = 'Putting it together.';
    try {
      const [{ nodeProject, projectArchive }, packages] = await Promise.all([
        import('../../download/node-project.ts'),
        fetchPackages(page.urls.packages),
      ]);
      const archive = projectArchive(slug, nodeProject(page.manifest, files.current, packages));
      this.#offerFile(`${slug}.zip`, new Blob([archive], { type: 'application/zip' }));
      this.status = `Done: ${slug}.zip is among your downloads.`;
    } catch (cause) {
      this.status = `It could not be put together: ${cause instanceof Error ? cause.message : String(cause)}`;
    }
  }
}
