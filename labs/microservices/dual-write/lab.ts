import { defineLab } from '#kit/manifest.ts';

export default defineLab({
  slug: 'dual-write',
  title: 'Dual write',
  summary:
    'Users live in two databases, and each change is sent to both at once. Watch the copies drift apart, then order the writes, note what went missing, compare, repair, and swap the roles when there is proof.',
  lesson: 'dual-write',
  minutes: 110,
  services: [
    {
      name: 'monolith',
      kind: 'service',
      summary: 'Takes every change, writes both copies, and knows which one is the primary.',
      entry: 'monolith/main.ts',
      port: 3000,
    },
    {
      name: 'users',
      kind: 'service',
      summary: 'The new home of the users: a copy of them, in a database of its own.',
      entry: 'users/main.ts',
      port: 3001,
      env: { SLOWEST_WRITE_MS: '60' },
    },
    {
      name: 'desk',
      kind: 'client',
      summary: 'Two clerks who change the same user at the same moment, twice a second.',
      entry: 'desk/main.ts',
    },
  ],
  links: [
    { from: 'monolith', to: 'users', env: 'USERS_URL' },
    { from: 'desk', to: 'monolith', env: 'MONOLITH_URL' },
  ],
  databases: [
    {
      name: 'shop-db',
      summary: 'The old copy of the users, the notes of repairs, and which side is the primary.',
      owner: 'monolith',
    },
    { name: 'users-db', summary: 'The new copy of the users.', owner: 'users' },
  ],
  comparisons: [
    {
      id: 'users',
      title: 'Users in both copies',
      key: 'id',
      copies: [
        { label: 'monolith', service: 'monolith', path: '/copy' },
        { label: 'users', service: 'users', path: '/copy' },
      ],
    },
  ],
  editable: ['copies/rows.ts', 'migration/write.ts', 'migration/read.ts', 'migration/reconcile.ts'],
  hidden: [
    'kit/database/access.ts',
    'kit/database/error.ts',
    'kit/database/journal.ts',
    'kit/database/lock.ts',
    'kit/database/sql.ts',
    'kit/database/sqlite.ts',
    'migration/gate.ts',
    'monolith/divergence.ts',
    'monolith/requests.ts',
  ],
  presets: [
    {
      id: 'migration',
      title: 'How the migration stands',
      service: 'monolith',
      method: 'GET',
      path: '/migration',
    },
    {
      id: 'reconcile',
      title: 'Reconcile the copies',
      service: 'monolith',
      method: 'POST',
      path: '/migration/reconciles',
    },
    {
      id: 'to-users',
      title: 'Switch: users becomes the primary',
      service: 'monolith',
      method: 'PUT',
      path: '/migration/primary',
      body: { side: 'users' },
    },
    {
      id: 'to-monolith',
      title: 'Back: the monolith becomes the primary',
      service: 'monolith',
      method: 'PUT',
      path: '/migration/primary',
      body: { side: 'monolith' },
    },
    {
      id: 'rename-radia',
      title: 'Radia changes her name',
      service: 'monolith',
      method: 'PATCH',
      path: '/users/u-8',
      body: { name: 'Radia Perlman' },
    },
    { id: 'ada', title: 'Read Ada', service: 'monolith', method: 'GET', path: '/users/u-1' },
    { id: 'edsger', title: 'Read Edsger', service: 'monolith', method: 'GET', path: '/users/u-3' },
    { id: 'radia', title: 'Read Radia', service: 'monolith', method: 'GET', path: '/users/u-8' },
    { id: 'karen', title: 'Read Karen', service: 'monolith', method: 'GET', path: '/users/u-12' },
  ],
  traffic: {
    rps: 40,
    requests: [{ preset: 'ada' }, { preset: 'edsger' }, { preset: 'radia' }, { preset: 'karen' }],
  },
  gauges: [{ metric: 'copies.divergence', shows: 'divergence', from: 'monolith', to: 'users' }],
  prediction: {
    question:
      'The starter sends each change to both copies at the same time. Twice a second two clerks change the phone of the same user at the same moment, and both read 200. After a minute you compare the rows. What do you see?',
    options: [
      { id: 'the-same', text: 'The same rows: every change went to both copies, and none failed.' },
      {
        id: 'versions-tell',
        text: 'Some rows differ, and their versions tell which side is right: it has the higher one.',
      },
      {
        id: 'versions-agree',
        text: 'Some rows differ, and their versions are equal: nothing tells which side is right.',
      },
      { id: 'one-behind', text: 'The users service is behind, and catches up when the clerks stop.' },
    ],
    answer: 'versions-agree',
    explanation:
      'Each copy applied both changes and counted both, so the versions agree. But in some rounds the two changes reached the users service in the other order, and the one that came last has won there. Nobody failed, nobody was told, and no later look can say who was right. It stays so until the row is written again, when the dice are thrown anew.',
  },
  hints: [
    'For each line of the writer ask: if the process dies right here, who knows? And for each pair of lines: can somebody else’s write get in between, or arrive after? Two reads are two moments. What could have happened between them, and what would you look at to find out?',
    'One copy decides, and gives out the row with its version; the other stores it only if it has none or an older one, in one statement. The note is opened before anything is written, and closed when both have it. To repair is to look at both sides now and to replace what you saw, never to replay what was noted. A compare that finds a difference asks whether there is a note, and looks again.',
    'In `putUser`, after the `set` of the upsert: `where users.version < excluded.version`. To normalise: `JSON.stringify([id, name, email, phone ?? null, Date.parse(joinedAt), version])`, and for a bucket `createHash("sha256").update(rows.map(normalised).sort().join("\\n")).digest("hex")`. To repair one user: `const seen = await secondary.find(id)`, then `const wanted = await primary.find(id)`, then `secondary.replace(id, seen, wanted)`, which does nothing if the row has moved on.',
  ],
  checks: [
    'primary-first',
    'versions-order-the-copies',
    'secondary-down-is-noted',
    'note-survives-a-crash',
    'repairs-catch-up',
    'two-processes',
    'same-value',
    'checksum-sees-every-column',
    'shadow-reads-count',
    'shadow-reads-hurt-nobody',
    'under-way-is-no-mismatch',
    'seven-differences',
    'second-run-finds-nothing',
    'equal-copies-read-no-rows',
    'writes-meanwhile-are-left-alone',
    'switch-waits-for-proof',
    'roles-swap',
    'swap-waits-for-writes',
    'rollback-keeps-everything',
  ],
  mutants: [
    { name: 'promise-all', mistake: 'Both copies are written at the same time.', caughtBy: 'primary-first' },
    {
      name: 'secondary-first',
      mistake: 'The secondary is written first, and the primary gets what it said.',
      caughtBy: 'primary-first',
    },
    {
      name: 'unordered',
      mistake: 'What arrives last is stored, whatever its version.',
      caughtBy: 'versions-order-the-copies',
    },
    {
      name: 'versions-counted-twice',
      mistake: 'The change is sent to both, and each copy counts its own versions.',
      caughtBy: 'versions-order-the-copies',
    },
    {
      name: 'lock-in-the-process',
      mistake: 'A lock for each user orders what this process sends, and nothing orders what arrives.',
      caughtBy: 'versions-order-the-copies',
    },
    {
      name: 'error-for-the-client',
      mistake: 'A secondary that fails makes the whole write fail, though the primary has it.',
      caughtBy: 'secondary-down-is-noted',
    },
    {
      name: 'logged-and-forgotten',
      mistake: 'That the secondary failed is in the log, and nowhere else.',
      caughtBy: 'secondary-down-is-noted',
    },
    {
      name: 'noted-when-it-fails',
      mistake: 'The note is opened when the secondary has failed: a crash before that leaves none.',
      caughtBy: 'note-survives-a-crash',
    },
    {
      name: 'crossed-off-first',
      mistake: 'A note is closed before it is repaired.',
      caughtBy: 'repairs-catch-up',
    },
    {
      name: 'first-failure-ends-the-round',
      mistake: 'The first repair that fails ends the round, and those behind it wait for ever.',
      caughtBy: 'repairs-catch-up',
    },
    {
      name: 'kept-in-memory',
      mistake: 'What has to be repaired is kept in a variable of the process.',
      caughtBy: 'two-processes',
    },
    {
      name: 'compared-as-text',
      mistake: 'Rows are compared as JSON, so that two ways of writing are a difference.',
      caughtBy: 'same-value',
    },
    { name: 'empty-is-null', mistake: 'An empty text counts as no value.', caughtBy: 'same-value' },
    { name: 'day-of-joining', mistake: 'Of a time only the date is compared.', caughtBy: 'same-value' },
    {
      name: 'column-missed',
      mistake: 'The checksum is over all columns but the phone.',
      caughtBy: 'checksum-sees-every-column',
    },
    {
      name: 'columns-run-together',
      mistake: 'The columns are joined with nothing in between.',
      caughtBy: 'checksum-sees-every-column',
    },
    {
      name: 'order-counts',
      mistake: 'The checksum depends on the order in which the rows come.',
      caughtBy: 'checksum-sees-every-column',
    },
    {
      name: 'versions-only',
      mistake: 'The checksum is over ids and versions: quick, and blind for what has no version of its own.',
      caughtBy: 'checksum-sees-every-column',
    },
    {
      name: 'never-compared',
      mistake: 'Reads are answered by the primary, and that is all.',
      caughtBy: 'shadow-reads-count',
    },
    {
      name: 'answered-by-the-secondary',
      mistake: 'The newer row of the two is the answer, whoever has it.',
      caughtBy: 'shadow-reads-count',
    },
    {
      name: 'missing-is-no-mismatch',
      mistake: 'A row that only one side has is not counted.',
      caughtBy: 'shadow-reads-count',
    },
    {
      name: 'shadow-awaited',
      mistake: 'The answer waits for the shadow read.',
      caughtBy: 'shadow-reads-hurt-nobody',
    },
    {
      name: 'failure-is-a-mismatch',
      mistake: 'A secondary that does not answer counts as one that differs.',
      caughtBy: 'shadow-reads-hurt-nobody',
    },
    {
      name: 'compared-once',
      mistake: 'Two reads at two moments are compared, and nobody looks again.',
      caughtBy: 'under-way-is-no-mismatch',
    },
    {
      name: 'repairs-the-primary',
      mistake: 'The primary gets what the secondary has.',
      caughtBy: 'seven-differences',
    },
    {
      name: 'newer-wins',
      mistake: 'Rows are repaired with `put`, which leaves alone what has the same version or a higher one.',
      caughtBy: 'seven-differences',
    },
    {
      name: 'extra-rows-stay',
      mistake: 'Only users of the primary are looked at, so that rows too many are never found.',
      caughtBy: 'seven-differences',
    },
    {
      name: 'repair-counts-as-a-change',
      mistake: 'A repaired row gets a version of its own.',
      caughtBy: 'second-run-finds-nothing',
    },
    {
      name: 'every-row-read',
      mistake: 'All rows of both copies are read and compared, each time.',
      caughtBy: 'equal-copies-read-no-rows',
    },
    {
      name: 'one-checksum-for-all',
      mistake: 'One bucket that differs has all of them read.',
      caughtBy: 'equal-copies-read-no-rows',
    },
    {
      name: 'no-second-look',
      mistake: 'What differed when the buckets were read is repaired without another look.',
      caughtBy: 'writes-meanwhile-are-left-alone',
    },
    {
      name: 'writes-under-way-repaired',
      mistake: 'A row that is on its way to the secondary counts as missing there.',
      caughtBy: 'writes-meanwhile-are-left-alone',
    },
    {
      name: 'switched-without-a-check',
      mistake: 'The roles are swapped when somebody says so.',
      caughtBy: 'switch-waits-for-proof',
    },
    {
      name: 'one-compare-short',
      mistake: '`<=` and `<` mixed up: 999 are enough.',
      caughtBy: 'switch-waits-for-proof',
    },
    {
      name: 'reconcile-not-asked',
      mistake: 'Compares alone open the switch: rows that nobody reads are never compared.',
      caughtBy: 'switch-waits-for-proof',
    },
    {
      name: 'repaired-is-clean',
      mistake: 'A reconcile that has repaired something counts as a clean one.',
      caughtBy: 'switch-waits-for-proof',
    },
    {
      name: 'never-forgiven',
      mistake: 'One mismatch refuses the switch for ever, though it was repaired long ago.',
      caughtBy: 'switch-waits-for-proof',
    },
    {
      name: 'roles-remembered',
      mistake: 'The writer looks once, when it is made, which copy is the primary.',
      caughtBy: 'roles-swap',
    },
    { name: 'reads-stay', mistake: 'Reads go to the monolith for ever.', caughtBy: 'roles-swap' },
    {
      name: 'way-back-wants-proof',
      mistake: 'The way back is refused until 1 000 compares were clean.',
      caughtBy: 'rollback-keeps-everything',
    },
    {
      name: 'way-back-loses-repairs',
      mistake: 'The way back is open though repairs wait, and what they hold is lost.',
      caughtBy: 'rollback-keeps-everything',
    },
    {
      name: 'failed-writes-keep-the-door-shut',
      mistake: 'A write that the primary did not do leaves a note, which nobody can repair while it is down.',
      caughtBy: 'rollback-keeps-everything',
    },
    {
      name: 'answered-before-the-secondary',
      mistake:
        'The write is over when the primary is done; the secondary is written behind the answer, and a swap comes in between.',
      caughtBy: 'swap-waits-for-writes',
    },
  ],
});
