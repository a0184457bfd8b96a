import { lines, type Concept, type Contradiction } from '../concept.ts';

export const migration: Concept[] = [
  {
    id: 'facade',
    signal: 'migration',
    title: 'A facade that routes between old and new',
    says: lines(`
      facade|proxy|router|routing_layer|gateway|load_balancer|seam|middle|layer|shim|switch|interceptor ... in front of|decide|route|send|choose|chooses|forwards & $old|$new|both|callers|new|percent|per|users|customer
      facade|proxy|router|shim in front
      put|place|add|insert|stick .. facade|proxy|router|shim|routing_layer|seam .. in front|before|between|around|first
      behind .. facade|proxy|router|shim|seam|interface & pull|move|slice|new|old|extract|implementation|swap|service
      sit .. in middle
      hint: something .. in middle
      decide|chooses|picks old or new
      decide|chooses .. old or new
      old or new .. per|by|depending .. customer|user|request
      route|send ... to .. new|merged|combined .. service|implementation|one|thing|side & percent|percentage|#percent|gradually|flag|old|some
      callers|clients .. through .. facade|proxy|router
      all callers through
      strangler .. reverse|route|facade|proxy|slice|grow|piece|incrementally|gradually|percent
      pull|take|move .. slice|piece|module|endpoint .. at time
      one slice|module|piece|endpoint|route at time
      anti corruption layer
      layer|proxy|facade|gateway|router|balancer|seam in_front|front
      in front of .. monolith|both|legacy|old|existing
      one|each endpoint|route|slice|module|capability|piece at time|once & move|migrate|route|extract|monolith|proxy
      route|redirect & new|old|monolith|legacy|service & gradually|endpoint|facade|proxy|percent|flag|user|layer
      strangle|strangler & proxy|facade|route|outside|gradually|endpoint|percent
      one by one & proxy|facade|behind|piece|endpoint
      new functionality outside|service
      monolith & new service & proxy|facade|route|router|gateway|switch|flag|side_by_side|parallel|both
      coexist|side_by_side|in_parallel & old|new|both|monolith
      interception|indirection|abstraction|routing|proxy layer
      point .. either|both|new|old implementation|service|side|version
      callers|clients|traffic .. go|pass .. through
      branch by abstraction
      either implementation|side|version & layer|callers|switch|route
      route .. by .. id|user|hash|path|flag|percentage
      through|behind|via proxy|facade|router|gateway & percent|#percent|user|new|old|swap|implementation|route
      interface in front
      put .. in front .. swap|replace|move|implementation
      swap|replace .. implementation|code .. behind
      extract|replace|migrate|move incrementally|gradually|piecemeal|stepwise & behind|interface|front|facade|proxy|remove|endpoint
      put|place|have something|layer|piece|box between|in_front|middle
      redirect|reroute|switch .. callers|them|traffic|requests|users
      callers|clients .. not know|notice|see|care
      without .. callers|clients|them|their|anyone knowing|noticing
    `),
    names: lines(`
      strangler
      strangler fig
      facade
      anti corruption layer
      incremental migration|rewrite
      incrementally|gradually .. migrate|move|replace
      step by step
    `),
    explainedBy: [],
  },
  {
    id: 'gradual-sticky',
    signal: 'migration',
    title: 'A growing share of users, each staying on one side',
    says: lines(`
      # #?percent .. #percent
      1 5 25
      one .. five .. twenty five
      hint: one|two|five|ten in|out of hundred|twenty|ten|# & $user|$call|shopper|then|send|new|traffic|to
      same|each $user ... same|one|stay|always .. side|version|thing|way|place|result|answer|service|path
      same|always $user|customers .. always|every_time|lands|side
      stay|stick|sticky|pin|land .. one|same|on .. side|version|cohort|user
      sticky .. user|cohort|per|cookie|id|session|hash
      hash .. user|customer|account|session|id|cookie
      bucket .. hash|user|id
      #percent of? $user|$call|traffic|reads|requests .. new|move|then|ramp|over|to|see|first
      hint: send|route|give|take|ramp|start|expose .. #percent|tenth|half|one percent|fraction|few .. $user|$call|then|traffic|of|new|reads|more|half
      share .. goes|go_up|down|grow|rise|increase|drop|users|customers
      ramp|dial|increase|raise .. traffic|percentage|percent|share|it|reads|writes|#percent & $user|sticky|new|#percent|slowly|gradually|stage|watch|compare
      ramp .. reads|writes|traffic|up|#
      hint: first .. staff|us|internal|employees|ourselves|own|team|beta|canary .. then .. few|users|percent|customers|one|everyone|shoppers
      to staff .. then
      hint: few .. then .. all|everyone|everybody|half
      percent .. hold|stage|each_step|each_stage|day|compare|watch
      by percentage .. keep|running|monitor|user
      by cohort
      traffic .. gradually|slowly|bit_by_bit|incrementally|in_steps|stage & shift|move|route|send|ramp|cut
      cut over gradually|slowly|in_stages|per
      cohort .. from|of|up|at #percent
      never|no|not .. flap|flip_flop
      hint: in at # .. still|in
      monotone|monotonic|only grows
      turn .. dial
      #percent #percent #percent
      #percent & then & #percent
      internal|staff|employees|beta users|first|team|customers? & before|#percent|everyone
      user|customer & consistently|always|sticky|pinned|same & backend|side|version|service|hash|route|bucket
      hash .. user
      consistently|consistent .. hash|hit|same|route|assigned
      #percent & traffic|users|requests|reads|customers & new|shift|route|send|ramp|increase|canary|start|move|first|gradually
      increase|increment|ramp|raise|step & #percent|percentage|traffic|gradually|error|watch|monitor|rate
      small|tiny percentage|fraction|share|slice of & traffic|users|requests|first|then|grow|increase
      canary & #percent|watch|monitor|compare|error|users
      before each increase|step
      start .. small|#percent|tiny .. increase|grow|then|ramp
      gradually|slowly|incrementally & traffic|users|percent|reads|shift|ramp & watch|monitor|error|back|compare|metrics|new
      dial .. up|slowly|traffic
      once .. moved .. stay|remain
      stay moved|there|put & customer|user|once
      bounce|flip|flap between version|sides|old
      soak
      #percent .. users|customers|traffic|reads & hash|ids|id|chosen|picked|canary
      begin|start .. with|at #percent|one percent
      user .. pinned|sticky|stay|stick|fixed|assigned
      by user id
      small steps|increments|stages|batches & traffic|shift|users|revert|rollout|reads
      traffic .. shifted|moved|ramped|routed & step|percent|gradually|small|slowly
      few|some|handful|small_group|tiny people|users|customers|of .. first|then
      first .. then .. more
      keep|stay|remain .. where .. are
      keep .. them|people|users .. where|there|side|on
      once moved
      ten|five|one|twenty percent .. first|at_first|then|of
      not all .. or|at once
      all or nothing
    `),
    names: lines(`
      feature flag|toggle
      canary
      percentage rollout
      gradual rollout
      gradually roll out
      phased rollout
      blue green
      sticky session
    `),
    explainedBy: [],
    opposite: 'contradicted',
  },
  {
    id: 'backfill-and-sync',
    signal: 'migration',
    title: 'History copied, then kept fresh',
    says: lines(`
      backfill .. order|batch|checkpoint|chunk|version|id|users|row|rerun|re_run|while|data|history|events|whole|safely|idempotent
      backfill & cdc|stream|tail|change_data|live|sync|version|checkpoint|batches
      copy|move|load|import|fill .. history|rows|data|existing|table|old .. batch|chunk|across|over|then|while|in
      history .. in_chunks|batches|across|over
      keep .. copy|both|it|them|two|sides .. fresh|warm|in_sync|up_to_date|current|synced|synchronised
      copying .. comparing
      cdc|change_data_capture|write_ahead_log|wal|binlog|debezium .. tail|live|keep|sync|replicate|while|new
      tail .. log|cdc|change|binlog|wal
      cdc tail
      stream .. change|live|updates|writes & new|old|copy|backfill|side|table
      every|each new? change .. within|second|copied|streamed|flows
      fill .. quietly|behind|background
      expand .. migrate .. contract
      expand .. contract
      expand contract
      parallel change
      tombstone
      backfill & historical|history|rows|batch|existing|data|old|while|cdc|events|changes|sync|keeps
      cdc|change_data_capture|binlog|debezium & sync|up_to_date|fresh|store|backfill|historical|keeps|old
      copy|migrate|import|load|snapshot & historical|history|existing|rows|snapshot & then|while|batch|changes|stream|cdc|sync
      sync|synchronise|keep .. both|two|new|old .. database|store|copies|tables|sides|in_sync|up_to_date
      expand & contract
      add .. new column
      dual write|write_to_both|both & backfill|verify|then|switch|migrate|compare|reads|until
      write to both
      replay|copy|load|import .. old|historical|existing records|rows|data|orders & new|tail|changes|level|stream
      tail .. changes|updates|writes
      both .. level|in_sync|caught_up
      caught up
      background job|process|worker .. copy|migrates|backfills|moves
      throttle & backfill|copy|migration
      existing data|rows|records & copy|backfill|migrate|new|changes|captured
      new|live|incoming changes|writes|updates .. captured|applied|streamed|replayed|replicated
      copy|bring|carry|move .. exists|old|everything|history .. then|and|keep
      keep .. copy|sync|feeding|following|up
      until .. two|both|sides|they .. same|equal|match|identical|agree
    `),
    names: lines(`
      backfill
      data migration
      change data capture
      migration tool|script
      cdc
    `),
    explainedBy: [],
  },
  {
    id: 'compare-both',
    signal: 'migration',
    title: 'Both sides compared before anyone relies on the new one',
    says: lines(`
      shadow|dark|mirror|parallel read|traffic|run|call|request .. compare|diff|mismatch|first|copy|before|answers|without|both|verify
      shadow|dark|mirror .. read|traffic .. $compare
      hint: ask|query|call|read|run .. both .. $compare|answer|give|old|sides|week|for
      $compare .. both|sides|old|answers|would_answer|results|responses|copies|monolith|two|rows & new|both|old|side|answer|per|week|fields|before|every|nightly
      $compare .. both_sides|answers|sides|two
      hint: give .. old answer
      each_time|every_time .. disagree|differ
      row_count|counts .. checksum|hash|match|agree|range
      count .. and checksum
      checksum .. range|per|nightly|agree|bucket|job|compare|differ|both|every
      mismatch .. ratio|metric|zero|per|list|exported|alert|rate|until|field
      zero mismatch|diff|discrepancies
      sample .. ids|rows|records .. differ|compare|hour|both
      reconcile|reconciler|reconciliation & copy|both|drift|row|sides|table|old|new|nightly
      hash .. both|row|bucket .. compare
      canonicalise
      list stays empty
      compare|diff|verify|check|match|reconcile & both|old|new|monolith|two|responses|results|answers|stores|sides|outputs & new|old|both|two|before|responses|results|mirror|production|service|stores
      mirror|shadow|duplicate|replay|tee traffic|requests|reads|production & new|compare|diff|without|results|responses
      without returning .. answer|response|results
      row|record count & checksum|hash|compare|stores|match
      checksums & between|both|stores|tables|rows|nightly|range|drift|compare|two
      drift & alert|detect|reconcile|stores|copies|check|job|nightly
      parallel & compare|diff|both|results|responses
      prove|proof .. equal|equality|same|identical|match|correct
      compute|calculate|run|evaluate .. both .. answers|results|sides|versions|paths
      log|record|note|count .. where|when|if|every|whenever .. differ|disagree|mismatch
      both answers|results|sides|paths & differ|log|compare|mismatch|only
      shadow mode|traffic|read|run & look|compare|discrepancy|mismatch|differences|log|diff
      discrepancy|differences & look|log|count|shadow|both|alert|old|new|investigate
      verify|validate .. row_by_row|hash|checksum|counts|against
      row by row
      hashes & verify|compare|rows|match|backfill
      both|two .. systems|sides|versions .. same question|request
      ask .. both .. same|question|and
      same|identical answer|result
      see|check .. whether|if .. give|return .. same
    `),
    names: lines(`
      shadow traffic|read
      dark launch|read
      parallel run
      reconciliation
      checksum
    `),
    explainedBy: ['reason', 'number'],
  },
];

export const migrationContradictions: Contradiction[] = [
  {
    id: 'big-bang',
    signal: 'migration',
    title: 'Everything at once, with no stage at which it could be stopped.',
    patterns: lines(`
      big bang
      all|everything|everyone .. at_once|in_one_go|same_time|overnight & switch|move|migrate|live|cut|release|deploy|rewrite|users
      go_live|switch|cut_over|migrate|release|deploy .. in_one_go|at_once|over_weekend|on_weekend|overnight|all_at_once
      maintenance window
      scheduled|planned downtime
      take site|shop|system_down|offline
      rewrite .. from_scratch|whole|everything|entire
      switch .. connection string
      fix|solve .. on_monday|afterwards
    `),
    unless: lines(`
      any: never|avoid|fail|risk|risky|not|no|instead_of|rather_than|wrong|without
    `),
  },
  {
    id: 'no-way-back',
    signal: 'migration',
    title: 'No way back is planned.',
    patterns: lines(`
      any: without|no|not .. rollback|roll_back|way_back|going_back
      any: not|never .. need|keep|plan .. rollback|old_code|back
      any: no percentage|gradual|staged rollout
      going back .. never_been_needed|impossible
    `),
    unless: lines(`
      any: never|dangerous|wrong|mistake|risk|bet|without .. no|must|cannot|unacceptable
      reverse|stream|fed_back|copied|fed
      between|otherwise
    `),
  },
];
