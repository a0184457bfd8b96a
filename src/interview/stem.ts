/** Forms that no suffix rule brings together, grouped as `base: forms`. */
const irregular = `
be: is are was were been being am
begin: began begun
bind: bound
break: broke broken
bring: brought
build: built
buy: bought
catch: caught
choose: chose chosen
die: died dies dying
do: does did done doing
draw: drew drawn
drive: drove driven
eat: ate eaten
fall: fell fallen
feed: fed
feel: felt
find: found
flip: flipped flipping flips
freeze: froze frozen
get: got gotten getting
give: gave given
go: goes went gone going
grow: grew grown
hang: hung
have: has had having
hear: heard
hold: held
keep: kept
know: knew known
lead: led
leave: left
lie: lying lies
lose: lost losing
make: made making
mean: meant
pay: paid
person: people persons folk folks
ring: rang rung
run: ran running runs
say: said
see: saw seen
sell: sold
send: sent
show: shown
shut: shutting
sit: sat sitting
speak: spoke spoken
spend: spent
stand: stood
stick: stuck
take: took taken taking
teach: taught
tell: told
think: thought
throw: threw thrown
tie: tied ties tying
understand: understood
use: uses used using
wake: woke woken waking
wear: wore worn
write: wrote written writing
schema: schemata
index: indices indexes
`;

const irregulars = new Map<string, string>();
for (const line of irregular.trim().split('\n')) {
  const [base = '', forms = ''] = line.split(': ');
  irregulars.set(base, base);
  for (const form of forms.split(' ')) irregulars.set(form, base);
}

const vowel = /[aeiouy]/;

function withoutPlural(word: string): string {
  if (word.length <= 3 || !word.endsWith('s')) return word;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function withoutEnding(word: string): string {
  for (const ending of ['ing', 'ed']) {
    const rest = word.slice(0, -ending.length);
    if (word.endsWith(ending) && rest.length >= 3 && vowel.test(rest) && !rest.endsWith('e')) {
      return /([bdfgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest;
    }
  }
  return word;
}

/**
 * Brings the forms of a word together: `retries`, `retried` and `retrying` share a stem, as do `migrate` and
 * `migration`. Light on purpose: a stem need not be a word, it only has to be the same for text and pattern.
 * @param word lower case, without apostrophes.
 */
export function stem(word: string): string {
  const known = irregulars.get(word);
  if (known !== undefined) return known;
  if (word.length <= 3 || /\d/.test(word)) return word;
  const singular = withoutPlural(word);
  const base = irregulars.get(singular);
  if (base !== undefined) return base;
  let result = withoutEnding(singular).replace(/i[sz](e|er|ation|)$/, 'is$1');
  if (result.length >= 10 && result.endsWith('ment')) result = result.slice(0, -4);
  if (result.length > 6 && /[st]ion$/.test(result)) result = result.slice(0, -3);
  if (result.length > 3 && result.endsWith('e')) result = result.slice(0, -1);
  if (result.length > 5 && result.endsWith('ll')) result = result.slice(0, -1);
  if (result.length > 3 && result.endsWith('y')) result = `${result.slice(0, -1)}i`;
  return result;
}
