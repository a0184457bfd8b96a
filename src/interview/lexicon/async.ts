import { lines, type Concept, type Contradiction } from '../concept.ts';

export const asynchronous: Concept[] = [
  {
    id: 'deduplication',
    signal: 'async',
    title: 'Delivery at least once, so duplicates are recognised',
    says: lines(`
      at least once .. so|dedup|idempotent|duplicate|therefore|consumer|handler|and|means|reordered|deliver|which
      duplicate|repeat|redelivery|redelivered|replays & recognise|ignore|skip|drop|discard|dedup|detect|spot|filter|harmless|tolerate|expected|safe|absorb|noop|no_op|idempotent
      hint: twice|again|second_time|more_than_once & recognise|ignore|skip|drop|discard|detect|remember|harmless
      $event|broker|queue|kafka|consumer|relay .. deliver|publish|arrive|redeliver|hand|handle|process|send|come|show_up|receive .. twice|again|more_than_once|duplicate|second_time|repeatedly
      deliver|publish|arrive|redeliver|process|receive .. $event .. twice|again|more_than_once|second_time
      hint: deliver|publish|arrive|redeliver|hand|handle|announce|send|process|receive .. twice|again|more_than_once|duplicate|second_time
      hint: $event|broker|relay|courier|it|we .. twice|again .. so|dedup|consumer|fine|rebalance|handler|which|after|as|same|new_owner
      dedup|deduplicate .. table|key|event|id|consumer|every
      inbox .. table|event|dedup|id|other|plays|same|transaction|where
      consumer|handler|listener|reader .. idempotent|dedup|remember|skip|shrug|check .. by|so|because|since|id|event|again|table|repeat|which|already|those
      idempotent consumer|handler .. because|so|since|as|by|with|that
      event|message id .. table|inbox|dedup|already|seen|key|unique|processed
      hint: already .. seen|processed|done|dealt|handled|finished|know
      hint: remember|know .. which|what|those .. finished|done|dealt|processed|handled|seen|know
      shrug off .. repeat
      skip .. those|ones .. knows|seen|processed|handled
      replay|repeat|duplicates|redelivery .. harmless|safe|fine|expected|no_harm|ignored
      doing .. twice .. no_harm|harmless|safe
      twice .. no harm
      redelivers .. recognised|answered|dedup|ignored|command
      upsert .. version|only|higher|incoming|newer|idempotent
      rebalance .. again|twice|duplicate|dedup|handled|new_owner|handed|redeliver|message|reprocess
      hint: workers|consumers|readers come and go
      exactly one effect
      effectively once
      any: never|not assume .. once|single_time|arrive|one_time
      offset|commit .. after .. work|processing|handler|side_effect
      commit .. offset
      hint: see .. last few again
      reader|consumer|worker .. restart|crash .. again|twice|last_few|reprocess
      delivered|received|arrive|processed|handled|published|sent .. more_than_once|twice|again|multiple_times|repeatedly & idempotent|so|dedup|must|consumer|handler|therefore|because|id|message|event
      idempotent & consumer|handler|processing & because|so|twice|more_than_once|redelivery|duplicate|at_least_once|replay|must|have_to|id|safe
      processed|handled|seen|consumed|message|event id|ids|identifier & store|table|skip|check|record|ignore|dedup|remember|unique|keep|save
      store|record|keep|save|track|remember .. processed|seen|handled|event|message ids|id|messages
      skip|ignore|drop|discard .. already|seen|duplicate|processed|anything|ones|handled
      seen before|already
      at least once & dedup|idempotent|duplicate|twice|inbox|consumer|so|plus|assume|expect|not
      replay|reprocess & safe|idempotent|harmless|dedup|duplicates
      duplicate & expect|assume|handle|happen|tolerate|consumer|message|event|delivery
      dedup|deduplicate & id|ids|key|table|consumer|event|message|inbox|window
      tolerate|handle|expect|survive .. duplicate|repeats|redelivery
      record|store|keep .. handled|processed|seen
      see|receive|get .. message|event .. twice
      consumed|processed|handled|delivered again
      same message|event|request|order .. come|arrive|sent|turn .. twice|again|two_times|more_than_once
      remember|know|note|record .. what .. did|handled|seen|processed
      notice|know|see|tell .. when|if|that .. sent|arrives|comes|came again|twice
    `),
    names: lines(`
      at least once
      idempotent consumer
      idempotent
      idempotency
      inbox
      dedup
      deduplication
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'idempotency-key',
    signal: 'async',
    title: 'A key that names the intent, stored before the effect',
    says: lines(`
      idempotency|idempotent|idempotence key|token|header|id .. client|per|same|unique|stored|insert|with|send|so|retry|before|on|each|which|because|pass|in|not
      same|repeated|with idempotency|idempotent key|token
      same|repeated key|token|number|id|name|ticket .. recognise|return|stored|twice|again|different|409|422|answer|first|hands|charged|response|result|billed
      carry|with|same|send .. same token|key
      unique constraint|index|key .. key|insert|before|table|refuse|payload|on|dedup
      insert .. key|on_conflict|unique|dedup
      on conflict do nothing
      refuse|reject duplicate
      ticket number
      sees .. number .. second time
      request .. name|number|id .. phone|client|picks|table|generated|unique
      hint: return|hand|give .. stored|same|earlier|previous|first|original .. response|answer|result
      what .. answered .. first
      hint: second arrival|time|attempt|request .. same|returns|row|not .. again|work
      same row same answer
      hint: not|never|no|cannot .. charge|bill|pay twice|again|double
      charge|bill|billed_twice .. key|token|same|worker
      409|422 & key|payload|body|flight
      idempotency|idempotent key|token & client|generate|send|store|return|same|again|unique|result|response|retry|per|request
      unique constraint|index & reference|key|payment|insert|second|rejected|duplicate|order|id|idempotency
      second insert|request|attempt|call|submission & rejected|same|returns|fails|ignored|duplicate|conflict|result
      return|give|replay .. original|stored|previous|first|cached|saved|same result|response|answer|outcome
      client|phone|browser|app|caller .. generate|choose|pick|create|sends|attaches .. key|id|token|uuid|reference|identifier|number
      uuid|reference|token|key & per|each|same|every & purchase|payment|attempt|intent|retry|charge
      see .. key|it|token|number .. again|before|second_time
      charge|bill|pay .. twice|double|only_once|exactly_once|once & key|token|idempotency|id|unique|reference|same|dedup|constraint
      unique|own|same number|id|name|label|code .. purchase|order|payment|attempt|intent|request
      give|put|attach .. every|each|it|them .. unique|number|label|id|name|code
      every|each purchase|payment|order|attempt .. number|id|label|name|code|key
    `),
    names: lines(`
      idempotency key|token
      idempotency keys
      idempotent
    `),
    explainedBy: ['reason'],
    opposite: 'ignored',
  },
  {
    id: 'outbox',
    signal: 'async',
    title: 'State and message in one local transaction, relayed afterwards',
    says: lines(`
      outbox & same|local|transaction|relay|atomic|row|alongside|commit|poll|crash
      through|via|with outbox .. monolith|consume|consumers|publish|relay|so|and
      event|message|note|wish|intent|announcement|outbox|key .. in|with|inside|within? same|one|single|local|that? transaction|commit
      hint: write|save|put|insert|store|record .. same|one|single|local .. transaction|commit
      same|one|single|local .. transaction|commit .. event|message|outbox|dedup|inbox|announcement|key
      hint: same|one|local|single transaction .. event|message|outbox|row|order|state|note|business|as|publish|relay|worker|job|table|dedup|payment
      hint: in same .. transaction
      relay|poller|publisher|relayer|dispatcher .. publish|deliver|read|sweep|pick|mark|poll|send|forward|push
      hint: courier|sweeper|background_job|something|worker|job|process .. publish|deliver|read|sweep|pick|poll|forward .. it|them|event|notes|list|table|outbox|unsent|wish
      hint: write .. wish|intent|note .. down
      hint: jot .. down
      hint: land .. together .. or not
      keep list .. announce|send|publish .. same|inside
      state .. and .. message|event .. atomic
      atomic .. event|message|state|both
      dual write problem .. commit|crash|outbox|because|event|lost
      any: nor|not|never .. write .. database .. broker|queue|kafka
      cdc|debezium .. outbox|tailing|same|log|polling|table|transaction|events
      age .. oldest unsent
      oldest unsent row
      event|message & same|one|single|local|atomic|atomically & transaction|commit|tx
      outbox & table|transaction|publisher|publish|relay|poll|crash|atomic|atomically|commit|database|same|ships
      transaction & outbox|event|message & table|row|insert|publish|relay|afterwards|atomically|together|same
      write|save .. database|db .. publish|send .. kafka|broker|event|message|queue|separately & inconsistent|lost|crash|fail|between|not|atomic|separately
      separately .. inconsistent|crash|fail|lost
      cannot|not|never atomically .. write|publish|both|commit
      2pc|two_phase & instead|avoid|outbox|blocks|locks
      change data capture|cdc & outbox|log|events|publish|stream|transaction|without|polling
      event|message .. with|alongside|together .. business|change|data|row|state & publish|relay|later|outbox
      enqueue .. charge|payment|job|task|it
      save|write|store|put .. order|row|data|change .. and .. note|message|event .. together|same|once
      note|message|event .. together|same_time|with_it
      send .. note|message|event|it|them .. later|afterwards|separately
    `),
    names: lines(`
      outbox
      transactional outbox
      cdc
      debezium
      change data capture
      two phase commit
      2pc
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'ordering-by-key',
    signal: 'async',
    title: 'Order holds within a partition and key',
    says: lines(`
      order|sequence .. within|per|in|only .. partition|key|aggregate|line|same|entity|order
      order id .. key
      key .. is|by|as|with .. order_id|customer|user|order|aggregate|entity|same
      same key .. same|partition
      same partition|queue|line|lane .. order|one|key|belong|about|for|so|event|through|all|things
      one|same|single order .. same|down|through|goes .. line|partition|queue|one
      belong together .. same|queue|line|partition|one
      across|between partition|lines .. no|not|nothing|any
      no|not|never .. order|promise|guarantee across|between|over partitions|lines|topics
      partition|line .. remap|move|breaks|rehash|different & key|more|adding|add|grow|order|hash|numbers|count
      add|adding|more|grow .. partition|lines .. remap|move|break|key|later|order
      hot key|partition .. composite|split|salt|sub|drown|merchant|because|spread|one
      composite key
      version|sequence|number .. out_of_order|late|stale|older|drop|ignore|earlier|lower
      ignore|drop|skip .. late|older|stale|two|lower|earlier .. when|event|version|update|turns|it
      number .. changes of each
      stale updates
      turns up late
      partition|shard|key .. by|on .. order|customer|user|aggregate|entity|account|id
      partition|key & order|sequence & id|same|per|within|only|guarantee|guaranteed|aggregate|customer
      order|sequence & partition|key|aggregate|entity & only|within|per|same|guarantee|guaranteed|stays|id|each
      adding|add|increase|change|grow .. partition & order|key|hash|remap|breaks|moves|different
      which partition & key|goes|hash|change
      hot key|partition|shard & split|salt|composite|spread|random|skew|busy|bucket|suffix|load|merchant|customer
      version|sequence number & stale|old|older|late|order|drop|discard|ignore|out_of_order|reject
      out of order & version|sequence|drop|ignore|handle|arrive|older|timestamp|buffer
      messages|events|changes|updates .. same|one order|customer|user|item .. one_after|order|sequence|in_turn|line|same
      one after .. other|another
      counter|version|number & older|old|late .. dropped|ignored|skipped|rejected|thrown
      same order .. one|same|after|handled|sequence
    `),
    names: lines(`
      partition key|partitions
      message ordering
      partition
      kafka .. order
    `),
    explainedBy: [],
  },
  {
    id: 'dead-letter',
    signal: 'async',
    title: 'Poison messages go aside instead of blocking the line',
    says: lines(`
      poison .. after|three|park|try|retry|block|aside
      after|third|three|few|n|#|fifth|max .. tries|times|attempt|go|failure|retries|failed ... $aside
      $aside .. after|instead|alert|not|look|reason|somebody|manual|does_not
      hint: put|park|move|send|goes|set|ship .. it|them|message|that|those|off? aside|dead_letter|dlq|out_of_way|parking_lot|dead_letter_queue
      goes aside
      hint: not|no_message|never|does_not .. block|hold_up .. rest|others|line|partition|behind|queue
      hint: everything|rest|all behind .. wait|stuck|blocked
      crash|fail .. each|every_time .. read|aside|park|put
      hint: could_not|cannot digest|process|parse
      dlq|dead_letter .. depth|size|alert|monitor|count|replay|review|grows|someone|and_look|page|inspected
      poison|bad|malformed|broken|failed message|event|record & block|side|park|aside|retries|tries|attempts|rest|dead_letter
      after # .. attempts|tries|retries|failures|times & dead_letter|dlq|move|park|aside|queue|side|inspect|goes|send
      dead letter & after|inspect|attempts|alert|replay|someone|block|failed|investigate|fix|operator|rest
      dlq & after|inspect|attempts|alert|replay|someone|block|poison|retries|failed|fix|monitor|instead
      put|move|park|set|shunt|push .. to|into|on one? side|aside|dead_letter|dlq|quarantine & message|tries|retries|it|attempts|block|partition|queue|rest
      not|never .. block|clog|jam|hold_up .. partition|queue|line|stream|others
      something|message|event|it .. cannot|not|fails .. process|handled & tries|goes|attempts|moved|aside|out_of_way|human|dead_letter
      move|put|set|push .. out_of_way|aside|side & human|tries|attempts|goes|someone|message|retry
      human|person|someone|somebody|operator .. look|inspect|check|investigates|decides & message|dlq|queue|aside|tries|goes|failed|dead_letter
      keep|repeatedly|always fail|crashing & divert|aside|move|parked|dead_letter|set|others|held
      divert|sidelined|shunted & message|fail|others
      others|rest .. not|never .. held|blocked|delayed|stuck
      bounded|limited|few attempts|tries|retries & dead_letter|aside|park|alert|divert|message
      message|event|one|item|something|it .. can_not|not .. handled|processed|read|dealt & not|never|must_not .. stop|block|hold|delay .. others|rest
      must|should|may not .. stop|block|hold_up|delay .. others|rest|queue|line
      set|put|move|lay aside
    `),
    names: lines(`
      dead letter queue|topic
      dlq
      poison message|pill
    `),
    explainedBy: ['reason', 'number'],
  },
];

export const asyncContradictions: Contradiction[] = [
  {
    id: 'exactly-once-promised',
    signal: 'async',
    title: 'Exactly-once is taken for granted; across systems the effect has to be made idempotent.',
    patterns: lines(`
      guarantee|ensures|gives|provides|has|supports|enable|with|offers|use|turn_on|promise|guaranteed .. exactly once
      exactly once .. guarantee|guaranteed|so_no|so_there|semantics .. and|no_duplicates|cannot|delivery .. so
      exactly once & no_duplicate|not .. twice|can_not_be_charged
    `),
    unless: lines(`
      any: not|no|never|only_within|does_not|myth|but|idempotent|dedup|effect|impossible|cannot .. rely
    `),
  },
  {
    id: 'order-everywhere',
    signal: 'async',
    title: 'Order is claimed across the whole topic; it holds per partition only.',
    patterns: lines(`
      order .. guarantee|guaranteed|kept .. globally|global|everywhere|across|always|all
      global|globally order
      keep|guarantee all|every message .. order
      all messages .. in order
    `),
    unless: lines(`
      any: not|no|never|only|per_partition|within|costs|expensive|single_partition|kills
    `),
  },
  {
    id: 'duplicates-ignored',
    signal: 'async',
    title: 'Duplicates are assumed away.',
    patterns: lines(`
      any: not|no .. need .. idempotency|idempotent key|dedup|deduplication|outbox|dead_letter
      any: duplicate .. never|not|do_not|can_not .. happen|occur|exist
      any: consumer|handler|we .. not .. have_to|need_to|need check|dedup|worry .. duplicate|twice?
      any: no|never duplicates
      any: users do_not|never click twice
      disabled .. button
    `),
    unless: lines(`
      any: assume|cannot_assume|not_assume|believe|refuses|reject|unique|constraint|on_conflict|recognised
    `),
  },
];
