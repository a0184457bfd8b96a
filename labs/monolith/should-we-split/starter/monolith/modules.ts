/** The modules of the shop: small, in memory, and all in one process. */
import { Problem } from '#kit/problem.ts';

export interface Product {
  readonly id: string;
  readonly name: string;
  /** Cents. */
  readonly price: number;
  readonly sold: number;
}

const wares = ['teapot', 'cup', 'kettle', 'tray', 'sieve', 'tin', 'spoon', 'bowl'];

const catalogue: readonly Product[] = Array.from({ length: 200 }, (_, index) => ({
  id: `p-${index + 1}`,
  name: `${wares[index % wares.length] ?? 'teapot'} no. ${index + 1}`,
  price: 500 + ((index * 137) % 9_000),
  sold: (index * 7_919) % 1_000,
}));

/** The ten best-selling products. */
export function bestSellers(): Product[] {
  return catalogue.toSorted((a, b) => b.sold - a.sold).slice(0, 10);
}

/** @throws {Problem} 404 when there is no such product */
export function findProduct(id: string): Product {
  const product = catalogue.find((each) => each.id === id);
  if (!product) throw new Problem(404, 'No such product', { detail: `There is no product ${id}.` });
  return product;
}

/** Charges a card. @returns the id of the payment */
export function charge(orderId: string, _amount: number): string {
  return `charge-of-${orderId}`;
}

/** The mail that confirms an order. */
export function confirmation(orderId: string, product: Product): string {
  return `Thank you for order ${orderId}: ${product.name}, ${(product.price / 100).toFixed(2)}.`;
}

/** The campaign that an order came from, out of the link that the shopper followed. */
export function campaignOf(link: string): string {
  // Links are made by people. "SAVE-20%" is no valid encoding of anything, and this line throws.
  return decodeURIComponent(link);
}

/**
 * Scales an uploaded photograph down to a thumbnail, each pixel the mean of those that it covers. The photograph is
 * made up; the work is real.
 * @returns the mean brightness of the thumbnail, 0 to 255
 */
export function thumbnail(width = 4_000, height = 3_000, size = 200): number {
  const sums = new Float64Array(size * size);
  const counts = new Uint32Array(size * size);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * size) / height) * size;
    for (let x = 0; x < width; x += 1) {
      const at = row + Math.floor((x * size) / width);
      sums[at] = (sums[at] ?? 0) + ((x * 31 + y * 17 + ((x * y) >> 4)) & 255);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return sums.reduce((mean, sum, at) => mean + sum / (counts[at] ?? 1) / sums.length, 0);
}
