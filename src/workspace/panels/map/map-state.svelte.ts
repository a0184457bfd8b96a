/** What of the map is chosen, opened and being written. Its actions stand in `map-actions.ts`. */
import type { FaultDraft, FaultType } from './faults.ts';

/** A service, source or database by its name, a link as linkId makes it. */
export interface MapItem {
  readonly kind: 'node' | 'link' | 'database';
  readonly id: string;
}

export class MapState {
  /** The drawing, or the table with the same in it. */
  form = $state<'map' | 'table'>('map');
  /** The item that has the map's one place in the tab order; null for the first. */
  current = $state<string | null>(null);
  /** The item whose menu is open. */
  opened = $state.raw<MapItem | null>(null);
  /** Why the last action of the open menu could not be done, in words. */
  problem = $state<string | null>(null);

  // The fields of a fault. They stay as they are from one link to the next.
  type = $state<FaultType>('delay');
  ms = $state<number | null>(300);
  jitterMs = $state<number | null>(0);
  status = $state<number | null>(503);
  percent = $state<number | null>(100);

  get draft(): FaultDraft {
    const { type, ms, jitterMs, status, percent } = this;
    return { type, ms, jitterMs, status, percent };
  }

  open(item: MapItem): void {
    this.problem = null;
    this.current = item.id;
    this.opened = item;
  }

  close(): void {
    this.opened = null;
    this.problem = null;
  }
}
