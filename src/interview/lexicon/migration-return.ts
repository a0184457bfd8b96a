import { lines, type Concept } from '../concept.ts';

/** The way back and the end of a migration; the way there is in migration.ts. */
export const migrationReturn: Concept[] = [
  {
    id: 'rollback-after-writes',
    signal: 'migration',
    title: 'A way back that survives the first write on the new side',
    says: lines(`
      write|change|orders|data|updates|row|edit .. stream|fed|copy|sync|flow|replicate|propagate|written|sent .. back|home|reverse|old|monolith & $old|back|return|rollback|side|home|continuously
      feed|stream|sync|copy|replicate|send .. every|each|all|new|back|those change|write|order .. back|to|into_old|monolith|legacy|home|tables
      reverse sync|feed|replication|direction|stream|cdc
      feed|sync|stream|replicate|flow .. in? reverse
      sync .. back
      old|monolith|legacy|place .. still|keep|continue .. receive|hear|get|fed .. change|write|every|about
      go|come|roll back .. only|easy|safe .. as_long|while|if|until .. write|nothing
      $return .. after .. write
      rollback .. lose|loses|nothing|without_losing|write|tricky|data|25|after|rehearse
      not|never|without|nothing .. lose .. order|write|data|single
      lose nothing
      flip .. flag .. lose|loses
      written .. new side|service|one
      taken writes .. never seen
      hint: already .. sitting|be_in .. old
      old system|code|side .. carry|carries_on|pick_up
      fresh rows
      practise|rehearse|practice|drill .. $return|rollback|back|walking_back|going
      writes|changes|data|updates & replicate|mirror|sync|streamed|copied|written|fed|propagated & back|old|monolith|legacy & database|monolith|legacy|back|lost|until|confident|rollback|so|tables
      mirror|replicate|stream|sync|copy|write|propagate .. writes|changes|data back|to old|monolith|legacy
      hint: nothing .. lost
      hard|tricky|difficult part .. rollback|rolling_back|going_back|reverting
      rollback|roll_back|revert & data|write & new|written|lost|sync|back|after|until
      without .. losing|loss & data|writes|order & back|roll|revert|switch|return
      bidirectional|two_way|reverse sync|replication|synchronisation|stream|feed
      changes|writes|data .. flow|sync|replicated .. both directions|ways
      both|two directions|ways & changes|writes|sync|flow|return|back
      missing .. in .. old|monolith & back|return|went|went_back
      new orders|writes|records .. missing|lost|unknown & old|back|monolith
      saved|written|stored|changed|everything|anything|whatever .. new .. too|copied|ends|lands .. old|back
      end|land up? in .. old place|system|database|one|side
      otherwise .. can|could not .. go|come|turn|switch back
      old database|system|side|store|table|monolith .. keep|continue|must .. receiving|getting|updates|up_to_date|current
      keep .. receiving .. updates|writes|changes
      going|getting|coming back .. possible|every|point|means
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
      hint: keep|leave .. old|previous|existing|monolith|both .. path|implementation|code|version|pair|system|one|side|running .. warm|running|until|alive|so|in_place|for|idle|around
      hint: old path|pair|version|code|one|implementation|system .. warm|idle|running|until|in_place|alive
      hint: flip|switch|turn|go|route|move|fall .. straight|right|traffic? .. back .. if|so|when|instantly|at|to_monolith|to_old|within|seconds
      can|could $return .. within|in|at_any|if|instantly|by|seconds|any_stage|point|without
      drop|trip|goes|set|falls|turn|back|dial|share|revert .. to|back .. zero|0|#percent|nothing & $fail|error|itself|automatic|guard|worse|share|dial|if
      guard .. trip|zero|error|back|percent|watch
      to zero by itself
      abort|rollback|roll_back|back_out .. when|if|criteria|condition|automatic|automatically|once|trigger|each_stage & error|latency|p95|worse|5xx|threshold|percent|$fail
      each|every stage|step .. exit|abort|reversible|rollback|hold|gate|criteria
      gate .. before|sending|next|stage
      hint: so .. we|can .. back out
      reversible .. fortnight|step|stage|each|every|quickly|switch
      off switch
      get .. fall back to_monolith|old
      drain .. flight
      error|latency|p95|p99|5xx|metrics & flip|set|turn|switch|roll|revert|dial|drop & back|0|zero|off|monolith
      flag & 0|zero|off|flip|#percent & users|monolith|error|old|seconds|minutes
      revert|roll_back|rollback|switch_back|back & within|minutes|seconds|instantly|quickly|immediately & old|flag|monolith|path|can|switch|traffic|service
      old|legacy code|path|implementation|version|code_path & weeks|days|keep|until|revert
      automatic|automatically|auto & roll|rollback|back|revert|abort|trip & error|latency|threshold|if|rate|zero
      go|send .. back to .. monolith|old|legacy
      abort|exit criteria|criterion|condition
      threshold .. rollback|roll_back|abort|revert
      undoable|reversible & step|stage|every|each
      every|each step|stage .. undoable|reversible|undone|rollback|exit|backwards
      each|every step .. reverted|undone|rolled|reversible
      error budget & rollback|roll_back|stage|consumed|abort|revert|automatic
      automatic|automatically rollback|roll_back|revert|abort|rolled
      keep .. monolith|old|legacy .. implementation|path|code|endpoint & until|weeks|month|alive|handled
      everybody|everyone|all|users|people|they .. sent|go|put|moved|switched back .. second|minute|old|at_once
      if .. worse|wrong|bad|breaks|fails .. back
      gets worse
    `),
    names: lines(`
      roll back
      rollback
      kill switch
      back out
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
      read .. first|then|move|before .. write
      reads .. then writes
      reads move over
      delete|remove|drop|retire|decommission|bin|rename|kill .. old|table|monolith|code|copy|pair .. once|after|when|last|only|days|until|then|week|blows?|quiet|so
      old table|code .. renamed|dropped|deleted|removed|goes|retired
      switch .. off|them what|which|those .. called|traffic|used
      no traffic .. #duration|switch|month
      hint: new one|service|side|implementation .. take|serve|handles .. all|100|#percent & old|delete|until
      zombie code
      # quiet days|weeks
      remove|delete|drop|retire|decommission|clean & old|legacy|monolith|dead & code|table|path|column|implementation|module & after|once|then|finally|last|zombie|when|so|days|weeks
      reads first & writes
      reads & then & writes
      zombie & code|left|no|never
      finally|last|eventually drop|delete|remove|retire
      delete|drop|remove .. old .. until|after|month|weeks|once|last
      not .. delete|drop|remove .. until|before|old
      until|after .. last read|write
      remove|delete|retire .. old|legacy one|implementation|code|path|table|endpoint|version
      handled all traffic
      not .. delete|remove|throw .. until|before
      boring|quiet|stable|idle for .. month|week|days|while
      delete|remove .. after|until|once .. month|week|quiet|boring|nobody
      read .. before write
    `),
    names: lines(`
      cutover
      cut over
      decommission
    `),
    explainedBy: [],
  },
];
