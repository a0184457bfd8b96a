import { lines, type Concept, type Contradiction } from '../concept.ts';

export const migration: Concept[] = [
  {
    id: 'facade',
    signal: 'migration',
    title: 'A facade that routes between old and new',
    says: lines(`
      facade|proxy|router|routing_layer|gateway|load_balancer|seam|middle|layer|shim|switch|interceptor ... in front|front of|decide|decides|route|routes|send|sends|choose|chooses|forwards & $old|$new|both|callers|new|percent|per|users|customer
      facade|proxy|router|shim in front
      put|place|add|insert|stick .. facade|proxy|router|shim|routing_layer|seam .. in front|before|between|around|first
      behind .. facade|proxy|router|shim|seam|interface & pull|move|slice|new|old|extract|implementation|swap|service
      sit|sits|something .. in middle
      decide|decides|chooses|picks old or new
      decide|decides|chooses .. old or new
      old or new .. per|by|depending .. customer|user|request
      route|routes|routing|send ... to .. new|merged|combined .. service|implementation|one|thing|side & percent|percentage|#percent|gradually|flag|old|some
      callers|clients .. through .. facade|proxy|router
      all callers through
      strangler .. reverse|route|facade|proxy|slice|grow|piece|incrementally|gradually|percent
      pull|take|move .. slice|piece|module|endpoint .. at time
      one slice|module|piece|endpoint|route at time
      anti_corruption_layer|mapper
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
      same|each $user ... same|one|stay|stays|always .. side|version|thing|way|place|result|answer|service|path
      same|always $user|customers .. always|every_time|lands|side
      stay|stays|stick|sticks|sticky|pinned|pin|land|lands .. one|same|on .. side|version|cohort|user
      sticky .. user|cohort|cohorts|by|per|cookie|id|session|hash
      hash .. user|customer|account|session|id|cookie
      bucket|bucketed|bucketing .. hash|user|id|by
      #percent of? $user|$call|traffic|reads|requests .. new|move|then|ramp|over|to|see|first
      hint: send|route|give|take|takes|ramp|start|expose .. #percent|tenth|half|one percent|fraction|few .. $user|$call|then|traffic|of|new|reads|more|half
      share .. goes|go_up|down|grow|grows|rise|increase|drop|drops|users|customers
      ramp|dial|increase|raise|turn .. traffic|percentage|percent|share|up|reads|writes|#percent & $user|sticky|new|#|by|slowly|gradually|stage|watch|compare
      ramp .. reads|writes|traffic|up|# 
      hint: first .. staff|us|internal|employees|ourselves|own|team|beta|canary .. then .. few|users|percent|customers|one|everyone|shoppers
      to staff .. then
      hint: few .. then .. all|everyone|everybody|half
      percent .. hold|stage|each_step|each_stage|day|compare|watch
      by percentage .. keep|running|monitor|user
      by cohort
      traffic .. gradually|slowly|bit_by_bit|incrementally|in_steps|stage & shift|move|route|send|ramp|cut
      cut over gradually|slowly|in_stages|per
      cohort|cohorts .. from|of|up|at #percent
      never|no|not .. flap|flapping|flip_flop
      hint: in at # .. still|in
      monotone|monotonic|only grows
      turn .. dial
    `),
    names: lines(`
      feature_flag|toggle|flags
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
      backfill .. in|with|order|batch|batches|checkpoint|chunk|version|id|then|users|row|rows|rerun|re_run|while|data|history|events|by|whole|safely|idempotent
      backfill & cdc|stream|tail|change_data|live|sync|version|checkpoint|batches
      copy|copies|move|load|import|fill .. history|rows|data|existing|table|old .. batch|batches|chunk|chunks|across|over|then|while|in
      history .. in_chunks|batches|across|over
      keep|keeping|kept .. copy|both|it|them|two|sides .. fresh|warm|in_sync|up_to_date|current|synced|synchronised
      copying .. comparing
      cdc|change_data_capture|write_ahead_log|wal|binlog|debezium .. tail|stream|live|update|updates|keep|copy|into|new|sync|replicate|while
      tail|tailing .. log|cdc|change|binlog|wal
      cdc tail
      stream .. change|changes|live|updates|writes & new|old|copy|backfill|side|table
      every|each new? change .. within|second|copied|streamed|flows
      fill .. quietly|behind|background
      expand .. migrate .. contract
      expand .. contract
      expand contract
      parallel change
      tombstone
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
      shadow|dark|mirror|mirrored|parallel read|reads|traffic|run|call|request|requests .. compare|diff|compared|mismatch|first|copy|before|answers|without|both|verify
      shadow|dark|mirror .. read|reads|traffic .. $compare
      hint: ask|query|call|read|run .. both .. $compare|answer|give|old|sides|week|for
      $compare .. both|sides|old|answers|would_answer|results|responses|copies|monolith|two|rows & new|both|old|side|answer|sides|per|week|fields|before|every|nightly
      $compare .. both_sides|answers|sides|two|the_two
      hint: give .. old answer
      each_time|every_time .. disagree|differ
      row_count|counts .. checksum|checksums|hash|match|agree|range
      count|counts .. and checksum|checksums
      checksum .. range|per|nightly|agree|bucket|job|compare|differ|both|every
      mismatch .. ratio|metric|zero|per|list|exported|alert|rate|until|field|by
      zero mismatch|mismatches|diff|diffs|discrepancies
      sample|samples|sampling .. ids|rows|records .. differ|compare|hour|both
      reconcile|reconciler|reconciliation & copy|both|drift|row|rows|sides|table|old|new|nightly
      hash .. both|rows|bucket|row .. compare
      canonicalise
      list stays empty
    `),
    names: lines(`
      shadow traffic|read|reads
      dark launch|read|reads
      parallel run
      reconciliation
      checksum
    `),
    explainedBy: ['reason', 'number'],
  },
  {
    id: 'rollback-after-writes',
    signal: 'migration',
    title: 'A way back that survives the first write on the new side',
    says: lines(`
      write|writes|change|changes|orders|data|updates|row|rows|edit .. stream|streamed|feed|fed|copied|copy|sync|synced|flow|flows|replicated|replicate|propagate|written|sent .. back|home|reverse|old|monolith & $old|back|return|rollback|side|home|continuously
      feed|stream|sync|copy|replicate|send .. every|each|all|new|back|those change|write|writes|changes|order .. back|to|into_old|monolith|legacy|home|tables
      reverse sync|feed|replication|direction|stream|cdc
      feed|sync|stream|replicate|flow .. in? reverse
      sync .. back
      old|monolith|legacy|place .. still|keep|keeps|continue|continues .. receive|receiving|hear|hears|get|gets|getting|fed .. change|changes|write|writes|every|about
      going|go|come|coming|roll|rolling back .. only|easy|safe .. as_long|while|if|until .. write|written|nothing
      $return .. after .. write|writes
      rollback .. lose|loses|nothing|without_losing|write|writes|tricky|data|25|after|writes|rehearse|rehearsed
      not|never|without|nothing .. lose|losing|lost .. order|orders|write|data|single
      lose|loses_nothing
      flip|flipping .. flag .. lose|loses
      written .. new side|service|one
      taken writes .. never seen
      hint: already .. sitting|be_in .. old
      old system|code|side .. carry|carries_on|picks_up|pick_up
      fresh rows
      practise|rehearse|rehearsed|practice|drill .. $return|rollback|back|walking_back|going|it
    `),
    names: lines(`
      dual write
      rollback plan
    `),
    explainedBy: [],
  },
  {
    id: 'way-back',
    signal: 'migration',
    title: 'A way back at every stage, with what triggers it',
    says: lines(`
      hint: keep|kept|leave .. old|previous|existing|monolith|both .. path|implementation|code|version|pair|system|one|side|running .. warm|running|until|alive|so|in_place|for|idle|around
      hint: old path|pair|version|code|one|implementation|system .. warm|idle|idles|running|until|in_place|alive
      hint: flip|switch|turn|go|route|move|fall .. straight|right|traffic? .. back .. if|so|when|instantly|at|to_monolith|to_old|within|seconds
      can|could $return .. within|in|at_any|if|instantly|by|seconds|any_stage|point|without
      drop|drops|trip|trips|goes|set|falls|turn|back|dial|share|revert .. to|back .. zero|0|#percent|nothing & $fail|error|itself|automatic|guard|worse|share|dial|share|if
      guard .. trip|trips|zero|error|errors|back|percent|watch
      to zero by itself
      abort|rollback|roll_back|back_out .. when|if|criteria|condition|automatic|automatically|once|trigger|each_stage & error|latency|p95|worse|5xx|threshold|percent|$fail
      each|every stage|step .. exit|abort|reversible|rollback|hold|held|gate|criteria
      gate .. for|before|sending|next|stage
      hint: so .. we|can .. back out
      reversible .. fortnight|for|step|stage|each|every|quickly|switch
      off switch
      get .. fall back to_monolith|old
      drain .. flight
    `),
    names: lines(`
      roll back
      rollback
      kill switch
      back_out & if|when|so|at|any|still
      revert
    `),
    explainedBy: [],
    opposite: 'contradicted',
  },
  {
    id: 'old-code-removed',
    signal: 'migration',
    title: 'Reads, then writes, then the old code goes',
    says: lines(`
      read|reads .. first|then|move|before .. write|writes
      reads .. then writes
      reads move over
      delete|remove|drop|retire|decommission|bin|renamed|rename|kill|dropped .. old|table|tables|monolith|code|copy|pair .. once|after|when|last|only|days|until|then|week|weeks|blows?|quiet|so
      old table|code|tables .. renamed|dropped|deleted|removed|goes|retired
      switch .. off|them what|which|those .. called|traffic|used
      no traffic .. #duration|switch|month
      hint: new one|service|side|implementation .. taken|take|serve|serves|handles .. all|100|#percent & old|delete|until
      zombie code
      # quiet|weeks days|quiet?
    `),
    names: lines(`
      cutover
      cut over
      decommission
    `),
    explainedBy: [],
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
      any: never|avoid|fail|fails|risk|risky|not|no|instead_of|rather_than|wrong|without
    `),
  },
  {
    id: 'no-way-back',
    signal: 'migration',
    title: 'No way back is planned.',
    patterns: lines(`
      any: without|no|not .. rollback|roll_back|way_back|going_back
      any: not|never .. need|keep|plan|needed .. rollback|old_code|back
      any: no percentage|gradual|staged rollout
      going back .. never_been_needed|impossible
    `),
    unless: lines(`
      any: never|dangerous|wrong|mistake|risk|bet|without .. no|must|cannot|unacceptable
      reverse|stream|fed_back|copied
    `),
  },
];
