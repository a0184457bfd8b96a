/** What can be said of SQL without a database: its statements and parameters, and what the kit does not take. */
import { DatabaseError } from './error.ts';

/** A text, a whole number, or nothing. */
export type Value = string | number | null;

const opaque = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** The SQL with blanks in place of what is between quotes and of comments, as long as before. */
function bare(sql: string): string {
  return sql.replace(opaque, (text) => ' '.repeat(text.length));
}

/** The statements of a script, without what ends them. */
export function statementsOf(script: string): string[] {
  const code = bare(script);
  const ends = [...code.matchAll(/;/g)].map((match) => match.index);
  return [...ends, script.length].flatMap((end, index) => {
    const begin = index === 0 ? 0 : (ends[index - 1] ?? 0) + 1;
    return code.slice(begin, end).trim() === '' ? [] : [script.slice(begin, end).trim()];
  });
}

const ours = /^\s*(begin|commit|end|rollback|savepoint|release|pragma|attach|detach|vacuum|explain)\b/i;

/** @throws {DatabaseError} when it is not exactly one statement, or one that the handle itself takes care of */
export function checkStatement(sql: string): void {
  const word = ours.exec(bare(sql))?.[1];
  if (word !== undefined) {
    throw new DatabaseError(
      `\`${word}\` cannot be sent as a statement. For a transaction use db.transaction(async (tx) => …).`,
      '0A000',
    );
  }
  const count = statementsOf(sql).length;
  if (count !== 1)
    throw new DatabaseError(`A call takes one statement, and this has ${count}: ${sql}`, '42601');
}

/** @throws {DatabaseError} when the parameters are not those that the statement names, or no value of a database */
export function checkParameters(sql: string, params: readonly unknown[]): void {
  const code = bare(sql);
  if (code.includes('?')) throw new DatabaseError('A parameter is written $1, not ?.', '42601');
  const named = new Set([...code.matchAll(/\$(\d+)/g)].map((match) => Number(match[1])));
  for (let number = 1; number <= Math.max(params.length, ...named); number += 1) {
    if (!named.has(number))
      throw new DatabaseError(`There is a value for $${number}, which the SQL does not name.`, '08P01');
    if (number > params.length)
      throw new DatabaseError(`The SQL names $${number}, and there is no value for it.`, '08P01');
    const value = params[number - 1];
    if (typeof value === 'string' || value === null || Number.isSafeInteger(value)) continue;
    throw new DatabaseError(
      `$${number} is ${inWords(value)}. Values are texts, whole numbers and null.`,
      '22023',
    );
  }
}

function inWords(value: unknown): string {
  if (typeof value === 'boolean') return `${value}: write ${value ? 1 : 0} into an integer column`;
  if (typeof value === 'number') return `${value}: money is kept in cents, time in milliseconds`;
  return value === undefined ? 'undefined' : `of type ${typeof value}`;
}

/**
 * Parameters for a list: `$1, $2, $3` for three values.
 * @param from number of the first one
 */
export function placeholders(values: readonly unknown[], from = 1): string {
  return values.map((_, index) => `$${from + index}`).join(', ');
}
