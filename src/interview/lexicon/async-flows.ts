import { lines, type Concept } from '../concept.ts';

/** Whole flows of messages; the single message is in async.ts. */
export const asynchronousFlows: Concept[] = [
  {
    id: 'compensation',
    signal: 'async',
    title: 'Steps are undone by compensation, not by a rollback',
    says: lines(`
      compensat* .. refund|release|undo|not|new|step|each|may|fails|until|reverse|charge|stock|visible|retried
      refund .. new|compensation|customer|release|transaction|reserve|charge|cancel|money|not|may
      release|give_back|put_back|free|let_go|return|restore .. stock|reservation|goods|item|money|inventory
      undo|reverse|walk|unwind .. backwards|steps|earlier|previous|in_reverse|declined
      paymentfailed
      payment failed .. release|cancel|stock|event|compensat*
      hint: give .. money back
      cancel .. order .. refund|stock|if|when|money|release|back|mark
      no .. undo button
      if .. card|payment .. declined|fails|no .. release|cancel|stock|put|undo|goods|let_go
      charge .. refund
      reserve .. release
      pivot .. charge|before|step|after|forward
      hint: before .. undo .. after .. forward
      matching compensation
      compensat* & release|refund|cancel|undo|fail|stock|payment|step|order|reverse|each
      release|restore|return|free|unreserve .. stock|inventory|reservation|items
      refund & compensat*|undo|cancel|fail|release|step|stock|order
      payment fail|declined & release|cancel|compensate|refund|stock|undo|order|reverse
      each|every step & undo|compensat*|reverse|counterpart|opposite
      semantic undo|rollback
      undo|reverse & step|previous|earlier|completed|saga|each|order
      undone|undo|reversed .. by .. compensating|action|counter
      completed|previous|earlier step .. undone|reversed|compensated|undo
      undo|reverse|take_back|cancel .. ones|those|what|everything|steps .. before|did|earlier|so_far
      step .. fails .. undo|reverse|take|cancel
      take .. back .. what|steps|money|stock
    `),
    names: lines(`
      saga
      compensating transaction
      compensation
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'conductor-or-chain',
    signal: 'async',
    title: 'Orchestration or choreography, with the reason',
    says: lines(`
      orchestrat* & state_machine|one_place|see|where|central|know|explicit|holds|visible|track|debug|stand|timeouts|whole
      choreograph* .. nobody|no_one|implicit|flow|cyclic|fine|two|coupling|hard|see|whole|less|few|simple|each
      state machine .. holds|order|one|sends|in|process|each|saga|which|step
      conductor .. place|ask|knows|one|where|money|as_soon
      hint: one|single|central place|process|table|coordinator|service .. know|undo|see|where|order_stands|flow|step|state|timeouts|drive|tells
      hint: nobody|no_one|hard .. tell|know|see|say|explain|understand .. whole|flow|why|where
      whole flow
      hint: each|every|per step local transaction
      pending|background|later|worker .. job|retry|charge|pick|until|tries .. until|same_key|idempotency|bank|payment|order & payment|bank|order|charge|money|idempotency|until
      background job .. pick|until|tries|process
      worker .. retry|picks|charge|later|payment|until & order|payment|charge|key|queue|idempotency
      hint: publish|emit .. event|change .. consume|subscribe|listen|others|monolith|react|update
      consume .. event|them|changes .. copy|update|keep
      orchestrator|orchestration|coordinator & explicit|visible|flow|steps|state|one|central|debug|pays|more|timeouts|knows|tracks|easier|logic
      choreography & implicit|flow|hard|nobody|cycles|debug|follow|steps|two|simple|few
      more than|over|beyond .. #|two|three|four|few .. steps|services|participants
      queue|worker|background|async|asynchronously & pending|retry|until|pick|later|charge|payment & order|payment|provider|worker|charge
      saga & state|stuck|orchestrator|each|age|id
      subscribe|consume|react .. event & own|independently|when|update|publish|copy|each
      track|know .. where each|every order|saga
      queue|enqueue|worker & charge|payment & not|later|independent|performs|depend|provider
      stuck order|sagas & easy|orchestrator|see|find|handle|state
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
      retention .. #duration|week|days|longer|only|until|within|lost
      #duration retention
      replay .. offset|reset|safe|side_effect|mails|switched|dedup|events|rebuild|harmless
      reset|rewind .. offset|group
      consumer lag .. second|minutes|alert|grow|in|watch|age|oldest|#
      lag .. seconds|minutes|alert & consumer|reader|behind|group
      how far behind .. reader|consumer|we
      rebalance .. cooperative|static|pause|flap|poll_interval|membership|assignment|partitions
      max poll interval
      cooperative assignment|rebalancing
      queue until .. retention|recover|week|only
      replay & safe|idempotent|offset|side_effects|retention|rebuild|idempotently|email
      retention & days|week|longer|lost|replay|backlog|after|exceed
      lag & alert|monitor|grows|seconds|minutes|consumer|oldest|age
      rebalance & pause|duplicate|reprocess|redeliver|cooperative|static|handled|consumer|partitions|offset|again|commit
      offset & after|commit|processing|reset|replay|crash|again|before
      backlog & drain|recover|catch|retention|grows|lag
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
      any: exactly once .. not_exist|impossible|myth|lie|only_within|not_possible|not_achievable|unachievable
      any: no such thing .. exactly once
      any: no|not|never .. exactly once
      any: can_not|never .. guarantee .. exactly_once|single_delivery|one_delivery
    `),
    names: [],
  },
];
