import { lines, type Concept, type Contradiction } from '../concept.ts';

export const asynchronous: Concept[] = [
  {
    id: 'deduplication',
    signal: 'async',
    title: 'Delivery at least once, so duplicates are recognised',
    says: lines(`
      at least once .. so|dedup|idempotent|duplicate|therefore|consumer|handler|and|means|reordered|deliver|which
      duplicate|duplicates|repeat|redelivery|redelivered|replays & recognise|ignore|skip|drop|discard|dedup|detect|spot|filter|harmless|filtered|tolerate|expected|safe|absorb|noop|no_op|idempotent
      hint: twice|again|second_time|more_than_once & recognise|ignore|skip|drop|discard|detect|remember|harmless
      $event|broker|queue|kafka|consumer|relay .. deliver|publish|arrive|redeliver|hand|handle|process|redelivered|send|come|show_up|receive .. twice|again|more_than_once|duplicate|second_time|repeatedly
      deliver|publish|arrive|redeliver|process|receive .. $event .. twice|again|more_than_once|second_time
      hint: deliver|publish|arrive|redeliver|hand|handle|announce|send|process|receive .. twice|again|more_than_once|duplicate|second_time
      hint: $event|broker|relay|courier|it|we .. twice|again .. so|dedup|consumer|fine|rebalance|handler|which|after|as|same|new_owner
      dedup|dedupe|deduplicate|deduplication .. by|on|with|table|key|event|id|consumer|every
      inbox .. table|because|so|on|event|dedup|id|other|plays|same|transaction|where
      consumer|handler|listener|reader .. idempotent|dedup|dedupe|remember|remembers|skip|skips|shrug|check|checks .. by|so|because|since|id|event|again|table|repeat|which|already|those
      idempotent consumer|handler|consumers|handlers .. because|so|since|as|by|with|that
      event|message id .. table|inbox|dedup|already|seen|key|unique|processed
      hint: already .. seen|processed|done|dealt|handled|finished|know|knows|known
      hint: remember|remembers|know|knows .. which|what|those .. finished|done|dealt|processed|handled|seen|knows|know
      shrug off .. repeat
      skip|skips .. those|ones .. knows|known|seen|processed|handled
      replay|replays|repeat|duplicates|redelivery .. harmless|safe|fine|expected|no_harm|ignored|because|therefore
      doing .. twice .. no_harm|harmless|safe
      twice .. no harm
      redelivered|redelivers? .. recognised|answered|dedup|ignored|command
      upsert|upserts .. version|only|higher|incoming|newer|idempotent
      rebalance .. again|twice|duplicate|dedup|handled|new_owner|handed|redeliver|redelivered|message|reprocess
      hint: workers|consumers|readers come and go
      exactly one effect
      effectively once
      any: never|not assume .. once|single_time|arrive|arrives|one_time
      offset|commit .. after .. work|processing|handler|side_effect
      commit .. offset
      hint: see .. last few again
      reader|consumer|worker .. restart|restarts|crash|crashes .. again|twice|last_few|reprocess
    `),
    names: lines(`
      at least once
      idempotent consumer|consumers
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
      idempotency|idempotent|idempotence key|token|header|id .. client|per|same|unique|stored|insert|with|send|sends|so|retry|before|on|each|which|because|pass|in|not
      same|repeated|with idempotency|idempotent key|token
      same|repeated key|token|number|id|name|ticket .. recognise|recognised|return|returns|stored|twice|again|different|409|422|answer|first|hands|charged|response|result|billed
      carry|carries|with|same|send|sends .. same token|key
      unique constraint|index|key .. key|insert|before|table|refuse|refuses|payload|on|dedup
      insert .. key|on_conflict|unique|dedup
      on conflict do nothing
      refuse|refuses|rejects|reject duplicate|duplicates
      ticket number
      sees .. number .. second time
      request .. name|number|id .. phone|client|picks|table|generated|unique
      hint: return|returns|hands|hand|give|gives .. stored|same|earlier|previous|first|original .. response|answer|result
      what .. answered .. first
      hint: second arrival|time|attempt|request .. same|returns|row|not .. again|work
      same row same answer
      not|never|no|cannot .. charged|charge|billed|bill|pay twice|again|double
      charge|charged|bill|billed_twice .. key|token|same|because|so|worker
      409|422 & key|payload|body|flight
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
      outbox .. same|local|transaction|table|relay|write|writes|because|so|event|publish|publishes|into|atomic|row|with|since|alongside|commit|consume|poll
      through|via|with outbox .. monolith|consume|consumes|consumers|publish|relay|so|and
      event|message|note|wish|intent|announcement|outbox|key .. in|with|inside|within? same|one|single|local|that? transaction|commit
      hint: write|save|put|insert|store|record .. same|one|single|local .. transaction|commit
      same|one|single|local .. transaction|commit .. event|message|outbox|dedup|inbox|announcement|key
      hint: same|one|local|single transaction .. event|message|outbox|row|order|state|note|business|as|publish|relay|worker|job|table|dedup|payment
      hint: in same .. transaction
      relay|poller|publisher|relayer|dispatcher .. publish|publishes|deliver|delivers|read|reads|sweep|sweeps|pick|picks|mark|marks|polls|poll|send|sends|forward|push
      hint: courier|sweeper|background_job|something|worker|job|process .. publish|deliver|read|sweep|pick|poll|forward .. it|them|event|notes|list|table|outbox|unsent|wish
      hint: write .. wish|intent|note .. down
      hint: jot .. down
      hint: land .. together .. or not
      keep list .. announce|send|publish .. same|inside
      state .. and .. message|event .. atomic
      atomic .. event|message|state|both
      dual write problem|problems .. commit|crash|outbox|because|event|lost
      any: nor|not|never .. write .. database .. broker|queue|kafka
      cdc|debezium .. outbox|tailing|same|log|polling|table|transaction|events
      age .. oldest unsent
      oldest unsent row
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
      order|ordering|ordered|sequence .. within|per|in|only .. partition|key|aggregate|line|same|entity|order
      order id .. key
      key .. is|by|as|with .. order_id|customer|user|order|aggregate|entity|same
      same key .. same|partition
      same partition|queue|line|lane .. order|one|key|belong|about|for|so|events|through|event|all|things
      one|same|single order .. same|down|through|goes .. line|partition|queue|one
      belong|belongs together .. same|queue|line|partition|one
      across|between partition|partitions|lines .. no|not|nothing|any
      no|not|never .. order|ordering|promise|guarantee across|between|over partitions|lines|topics
      partition|partitions|line|lines .. remap|remaps|moves|move|breaks|rehash|different & key|keys|more|adding|add|grow|order|hash|numbers|count
      add|adding|more|grow .. partition|partitions|lines .. remap|remaps|move|moves|break|breaks|keys|key|later|order
      hot key|partition .. composite|split|salt|sub|drown|merchant|because|spread|one
      composite key
      version|sequence|number .. out_of_order|late|stale|older|drop|ignore|ignores|earlier|lower
      ignore|ignores|drop|skip .. late|older|stale|two|lower|earlier .. when|event|version|update|turns|it
      number .. changes of each
      stale updates
      turns up late
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
      poison .. $aside|after|three|park|try|tries|retry|block|then|pill
      after|third|three|few|n|#|fifth|max .. tries|times|attempts|go|failures|retries|failed|failure|attempt ... $aside
      $aside .. after|with|so|instead|because|alert|and|not|look|reason|note|somebody|manual|does_not
      hint: put|park|move|send|goes|set|parked|sent|ship .. it|them|message|that|those|off? aside|dead_letter|dlq|out_of_way|parking_lot|dead_letter_queue
      goes aside
      hint: not|no_message|never|does_not .. block|blocks|hold_up|blocking .. rest|others|line|partition|behind|queue
      hint: everything|rest|all behind .. wait|waits|stuck|blocked
      crash|crashes|fail|fails .. each|every_time .. read|aside|park|put
      hint: could_not|cannot digest|process|parse
      dlq|dead_letter .. depth|size|alert|monitor|count|replay|review|grows|someone|and_look|page|inspected
    `),
    names: lines(`
      dead_letter_queue|topic|queues
      dlq
      poison message|messages|pill
    `),
    explainedBy: ['reason', 'number'],
  },
  {
    id: 'compensation',
    signal: 'async',
    title: 'Steps are undone by compensation, not by a rollback',
    says: lines(`
      compensat* .. refund|release|undo|not|new|step|each|each_step|when|if|transaction|may|because|by|fails|until|reverse|charge|stock|visible|retried
      refund .. new|compensation|customer|release|transaction|reserve|charge|cancel|money|not|if|when|may
      release|give_back|put_back|free|let_go|return|restore .. stock|reservation|goods|item|items|money|inventory
      undo|undoes|undone|reverse|walk|unwind .. backwards|steps|earlier|previous|back|in_reverse|declined|each|when|what
      paymentfailed
      payment failed .. release|cancel|stock|event|compensat*
      hint: give .. money back
      cancel|cancelled|cancels .. order .. refund|stock|if|when|money|release|back|mark
      no .. undo button
      if .. card|payment .. declined|fails|no .. release|cancel|stock|put|undo|goods|let_go
      charge .. refund
      reserve .. release
      pivot .. charge|before|step|after|forward
      hint: before .. undo .. after .. forward
      matching compensation
    `),
    names: lines(`
      saga
      compensating transaction|transactions
      compensation
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'conductor-or-chain',
    signal: 'async',
    title: 'Orchestration or choreography, with the reason',
    says: lines(`
      orchestrat* .. because|state_machine|one_place|see|where|when|central|know|knows|as_soon|explicit|holds|for|since|so|owns|easier & flow|state|step|steps|place|money|order|saga|compensat*|fail|debug|see|timeouts|visible|one|track|four|know|where
      choreograph* .. because|nobody|no_one|implicit|flow|cyclic|fine|two|coupling|hard|see|whole|less|few|simple|when|each
      state machine .. holds|order|one|sends|in|process|orders|each|saga|which|step
      conductor .. place|ask|knows|one|where|money|as_soon|or
      hint: one|single|central place|process|table|coordinator|service .. knows|know|undo|see|where|order_stands|flow|step|steps|state|timeouts|drive|drives|tells
      hint: nobody|no_one|hard .. tell|know|see|say|explain|understand .. whole|flow|why|where
      whole flow
      per step|step local transaction .. compensat*|undo|matching|with
      local transaction .. each|step|matching|compensat*
      pending|background|later|worker .. job|retry|retries|charge|pick|picks|until|tries .. until|same_key|idempotency|bank|payment|order & payment|bank|order|charge|money|idempotency|until
      background job .. pick|picks|until|tries|process
      worker .. retry|retries|picks|charge|charges|later|payment|until & order|payment|charge|key|queue|idempotency
      hint: publish|publishes|emit|emits .. event|change|changes .. consume|consumes|subscribe|listens|listen|others|monolith|react|reacts|update|updates
      consume|consumes .. event|them|changes .. copy|update|updates|keeps|keep
    `),
    names: lines(`
      orchestration
      choreography
      saga
      event driven
      asynchronous
      message queue
      kafka
      rabbitmq
      event sourcing
      pub sub
    `),
    explainedBy: [],
  },
  {
    id: 'replay-and-retention',
    signal: 'async',
    title: 'Lag, replay, retention and their limits',
    says: lines(`
      retention .. #duration|week|days|longer|only|until|within|lost|is
      #duration retention
      replay .. offset|reset|safe|side_effect|side_effects|mails|switched|from|because|dedup|events|rebuild|harmless
      reset|resetting|rewind .. offset|group
      consumer lag .. second|seconds|minutes|alert|grow|grows|in|watch|age|oldest|#
      lag .. seconds|minutes|alert & consumer|reader|readers|behind|group
      how far behind .. readers|consumers|consumer|reader|we
      rebalance .. cooperative|static|pause|flap|poll_interval|membership|assignment|partitions
      max poll interval
      cooperative assignment|rebalancing
      queue|queues until .. retention|recover|week|only
    `),
    names: lines(`
      replay
      retention
      consumer lag
      rebalancing
      consumer group
    `),
    explainedBy: [],
  },
  {
    id: 'no-exactly-once',
    signal: 'async',
    title: 'No exactly-once delivery into someone else’s system',
    polarity: 'denied',
    says: lines(`
      not: exactly once
      any: exactly once .. not_exist|impossible|myth|lie|no|only_within|can_not|does_not|not_possible
      any: no such thing .. exactly once
      any: no|not|never .. exactly once
      any: can_not|never .. guarantee .. exactly_once|single_delivery|one_delivery
    `),
    names: [],
  },
];

export const asyncContradictions: Contradiction[] = [
  {
    id: 'exactly-once-promised',
    signal: 'async',
    title: 'Exactly-once is taken for granted; across systems the effect has to be made idempotent.',
    patterns: lines(`
      guarantee|guarantees|ensures|gives|provides|has|have|supports|enable|with|offers|use|turn_on|promise|promises|guaranteed .. exactly once
      exactly once .. guarantee|guaranteed|so_no|so_there|semantics .. and|no_duplicates|can_not|cannot|delivery .. so
      exactly once & no_duplicates|no_duplicate|not .. twice|can_not_be_charged
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
      order|ordering|ordered .. guarantee|guaranteed|kept .. globally|global|everywhere|across|always|all
      global|globally ordering|ordered|order
      keeps|keep|guarantee|guarantees all|every message|messages .. order
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
      any: not|no .. need|needed .. idempotency|idempotent|idempotency key|dedup|deduplication|outbox|dead_letter
      any: duplicate|duplicates .. never|not|do_not|can_not .. happen|occur|exist
      any: consumer|handler|we .. not .. have_to|need_to|need check|dedup|worry .. duplicate|duplicates|twice?
      any: no|never duplicates
      any: users do_not|never click twice
      disabled .. button
    `),
    unless: lines(`
      any: assume|cannot_assume|not_assume|believe|refuses|reject|rejects|unique|constraint|on_conflict|recognised
    `),
  },
];
