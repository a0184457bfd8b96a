/** What the lab page hands to the lab screen. Everything here is in the page's HTML, so nothing secret may be. */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { PackageUrls } from './packages.ts';

export interface LabPage {
  /** The manifest without its mutants, which describe wrong solutions and are for authors only. */
  readonly manifest: LabManifest;
  /** The lab's own TypeScript files by path, the kit and package.json included. */
  readonly starter: Readonly<Record<string, string>>;
  /** Changes when the starter does. */
  readonly starterHash: string;
  /** Addresses of what leaves the server only when it is asked for. */
  readonly urls: {
    readonly checks: string;
    /** The checks as they were written, for who has passed them. */
    readonly checkSources: string;
    readonly solution: string;
    /** The files of the packages that the lab imports. */
    readonly packages: PackageUrls;
    /** Where lessons are: a slug and a slash follow. */
    readonly lessons: string;
  };
}

/** The address of `circuit-breaker#window`, as reports name it. */
export function lessonUrl(page: LabPage, lesson: string): string {
  const [slug = '', anchor] = lesson.split('#');
  return `${page.urls.lessons}${slug}/${anchor === undefined ? '' : `#${anchor}`}`;
}
