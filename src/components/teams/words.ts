/** The words of the on-call figure. */
import { bounds, broken, duty, type Bound, type Rota, type Week } from './model.ts';

/** One decimal where there is one to show. */
function number(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 0.1 && value > 0 ? 2 : 1);
}

export const weekNames: Record<Week, string> = { first: 'first on duty', second: 'second', free: 'free' };

/** The figure's table by the names of its rows. */
export function cells(rota: Rota): Record<string, string> {
  const result = duty(rota);
  const pace = result.everyWeeks === 1 ? 'every week' : `one week in ${number(result.everyWeeks)}`;
  return {
    share: `${number(result.share)} %, ${pace}`,
    pages: `${number(result.pagesPerWeek)} a week, ${number(result.pagesPerShift)} a shift`,
    nights: `${number(result.nightsPerPerson)} in 4 weeks`,
    hours: `${number(result.hoursPerWeek)} h a week, ${number(result.workShare)} % of the work`,
    known: number(result.knownBy),
  };
}

const complaints: Record<Bound, string> = {
  share: `More than ${bounds.share} % of each one's time is duty`,
  pages: `more than ${bounds.pagesPerShift} pages come in a shift`,
  known: 'some services are known to fewer than two people',
};

/** What to think of the rota, in one sentence. */
export function verdict(rota: Rota): string {
  const list = broken(rota).map((bound) => complaints[bound]);
  if (list.length === 0) return 'Within the bounds.';
  const text = list.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What is announced after a change. */
export function summary(rota: Rota): string {
  const { share, pages, nights, known } = cells(rota);
  return `On duty ${share}. Pages: ${pages}. Woken ${nights}. People who know a service: ${known}. ${verdict(rota)}`;
}
