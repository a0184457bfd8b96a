import { lines, type Concept, type Contradiction } from '../concept.ts';

export const dataOwnership: Concept[] = [
  {
    id: 'one-writer',
    signal: 'data-ownership',
    title: 'One writer for each piece of data',
    says: lines(`
      single|one|only|sole|exactly writer|owner|master|primary|boss|authority|leader & $data|per|table|user|record|row|who|write|side|each
      only|exactly one $thing .. write|change|charge|boss|allowed|may|owns|authoritative
      only|exactly|one $service|side|system|owner|team .. write|may_write|in_charge|boss|change|modify|mutate|authoritative
      nobody|no_one|no_other|none .. else? .. write|touch|change|modify|update .. to|their|its|those|them? $data|them|it
      hint: nobody|no_one_else .. touch|write|read|access
      source of truth & one|single|each|stay|remain|monolith|service|until|which|name|switch|flip|declare
      system|master of record
      own|take .. write path
      who .. allowed|may|can|is .. change|write|modify|own .. $data|those|row|it
      in charge of .. $data|customer|given|record|write|user
      name|declare|pick|choose .. primary|master|owner|leader & write|dual|data|copy|order
      named primary
      primary .. and|plus .. reconciler|reconcile|version|repair
      ownership row|record
      flip .. boss|owner|ownership|primary|master|authority
      write .. move|switch .. one|last|after|then & read & table|side|owner
      only|sole|single $service|one|team|owner .. write|modify|update & $data|user|customer|order|row|price|field|it
      only one .. that|which|who|allowed|may|can|to .. write|change|modify|update
      two|multiple|several service|teams|systems write .. same & never|not|conflict|danger|wrong|broke|avoid
      any: never|not|no .. two|multiple|several services|writers|systems .. same|write
      one|single authoritative|clear|definitive|exclusive? owner|source|writer|copy & entity|data|per|each|table|record|service
      authoritative owner|source|copy|service|system
      system of record
      exactly one team|service|owner|place .. change|write|own|can|update|modify
      source of truth & until|remains|becomes|transition|monolith|service|per|each|one|only|then
      owns .. data & only|write|others|api|nobody|exclusive|exclusively
      single|one place .. change|written|updated|modified|authoritative
      become|is|as|remains|stays master|owner|authority|authoritative|leader .. of|for & data|table|record|customer|users|copy
      master of .. data|customer|user
      everything else .. cache|copy|mirror|replica
      only mirror|copies|follows
      # services|systems|writers write .. one|same|to
      two|several|multiple services|writers write .. one|same
      write|updates|changes .. through|via|by .. owner|owning|authority|service
      owning service|team|module & write|authority|authoritative|api|through|only
      authority .. for|on|of|over? data|records|users|customer|it
      revoke .. write|permission|access
      write permission|access|grants & only|one|revoke|else|owner
      assign .. table|entity|data .. to .. module|service|team|one
      one|each service is owner|authority|master
      other .. only consume|read|get|hold|receive .. copy|events
      only .. may|can|is_allowed_to|allowed .. change|write|edit|modify|update
      two|several|many programs|services|systems|places|apps .. write|change|edit
      one|single place|owner|source|home|service|system .. right|true|truth|correct|authoritative|decides|change
      for|per|each any|every|each fact|record|entity|piece|row .. one|single
      all|others|rest|everybody .. follow|copy|mirror
      everybody|everyone|others else? ask|read
      asking for trouble
    `),
    names: lines(`
      single source of truth
      single writer
      source of truth
      data ownership
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'own-tables',
    signal: 'data-ownership',
    title: 'Each service keeps its own tables',
    says: lines(`
      each|every $service|$module|team|side|area ... own|keep|has .. its|their|own .. $data
      hint: each|every $thing|group|team|one .. own|keep|has|with .. $data
      own|keep .. its|their|own .. $data & $service|team|module|area|nobody|other|and
      $team|they|squad own ... code schema|data
      own .. service .. data
      their data
      not: share .. $data
      any: no|not|never|without .. shared? .. $data .. shared|across|between
      any: no|not|never|nobody .. share .. $data
      any: no|not|never|nobody|nothing .. reach|read|touch|query|join|access .. another|other|each_other|foreign|someone_else .. $data
      any: no|never foreign key|foreign keys
      any: not|never|no .. share .. database
      shared_table|tables|database .. not|never .. allowed|ok|acceptable|permitted
      own storage
      own|separate|private|exclusive database|table|schema & service|module|each|nobody|else
      # tables .. nobody|no_one_else
      hint: nobody|no_one_else read
      holds|keeps orders|invoice|resource|data & check|ask|know
      own|private|separate|exclusive database|schema|data|tables|store|storage & nobody|no_one|other|directly|only|api|query|access|reach|touch
      service|team|module & own|private & data|tables|schema|database & directly|api|only|others|nobody|no_one
      directly & query|access|read|touch|reach & nobody|not|never|another|other & data|database|table|schema
      shared database|schema|tables|db & couple|break|blocks|migration|lockstep|dependency|coordinate|problem|anti_pattern
      migration breaks .. queries|service|team
      schema change & break|coordinate|team|another|other|consumers|services
      shared schema|database|tables .. mean|nobody|no_one|cannot|couples
      coordinated release|deploy & schema|column|table|database
      column|schema & coordinated|without|nobody & release|change|team
      own copy & api|event
      private|own|separate storage|store|tables|data|drawer|database
      no peek|snooping|reaching|touching
      each|every part|service|module|area|team|program .. private|own
      leak|expose|tell|publish|reveal .. schema|columns|tables|internals|structure
      raw table|row change|events
    `),
    names: lines(`
      database per service
      own database
      schema per service
      private tables
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'data-through-interfaces',
    signal: 'data-ownership',
    title: 'Other data comes through its owner, not through a join',
    says: lines(`
      ask|call|query|request|go|through|via .. service|team|area|module|owner|api|one .. own
      ask|call .. $service|module|area|owner .. for|that .. own|data|those|it|address
      hint: want|need .. something|data|it|address .. call|ask|listen|subscribe|api|event
      need|want ... ask .. service|owner|owning
      join|query|statement .. replace|become|first|go|rewrite|batch|lookup|stitch|api|break
      replace .. join
      rewrite .. query
      stitch tables
      batch|bulk .. lookup|fetch|call|api|ids|query
      collect|fetch|gather .. ids .. ask|call|fetch|one_go
      local|read projection|copy|model|replica .. event|fed|built|api|instead|lookup
      hint: keep|build|hold .. read|local_copy|projection|model & event|consume|feed|subscribe|until
      access .. only|through .. api|interface
      $data .. read|queried|joined|used .. by .. half|everyone|everything|many|eleven|modules|all
      everything joins
      joins against|with_it|everything|orders
      read|query by|half half? .. code_base|codebase|modules
      anti corruption layer
      data access layer & monolith|until|interim|transition|service
      feed into .. warehouse
      warehouse & report|feed|join
      api|interface|event rather than|instead of|not|never .. table|database|schema
      through|via .. api|interface|contract|service & not|never|only|rather|instead|other|owner & table|database|data|service|query
      cross|across domain|service|module? join
      join & api|composition|projection|read_model|denormalise|batch|replace|local|in_memory|application
      api composition & join|read|query|batch
      read model|projection|materialised_view|local copy|denormalised & event|fed|built|keeps|join|stale|updated|from
      subscribe|listen|consume .. event & copy|projection|local|read|data|update
      read only copy
      instead of join
      foreign key .. replaced|become|ids|dropped|removed
      integrity .. checked|enforced|by owner|application
      subscribe .. changes|events|feed|stream & query|table|rather|instead
      call|ask|query .. service|api|owner & ids|list|batch|instead|join
      page .. call .. with .. ids
      no|not|never direct database|table|db access
      rather than query|read|join|access
      give|lose|no .. join & fetch|ask|collect|owner|yourself|put
      fetch|collect|gather|ask|get .. from|of .. each|every owner|service|one|place
      put .. together .. yourself|in_code|afterwards|in_memory
      ask .. it|owner|them .. instead|rather
    `),
    names: lines(`
      cqrs
      api composition
      joins .. break
      no joins
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'consistency-named',
    signal: 'data-ownership',
    title: 'The consistency that readers get, by name',
    says: lines(`
      eventual|eventually consistency|consistent .. so|because|means|lag|second|accept|acceptable|fine|which|where|need|stale|for
      may|might|can|could|will|would|people|user .. see|read|get|show .. old|stale|outdated|previous .. name|data|value|price|version|copy|row|read
      read your write|own
      read own write
      hint: not|never|fail .. see .. own write|update|change
      see .. own write|change|update
      stale .. second|read|data|up|update|acceptable|fine|ok
      strong|strongly|immediate consistency|consistent & where|stock|payment|money|need|not|only|eventual
      lag .. second|accept|behind|cost|copy
      hint: where .. stale|lag|old|eventual .. acceptable|fine|ok
      acceptable .. and where
      behind by|for .. second
      inconsistency window
      catch up & second|eventually
      eventual|eventually consistency|consistent & second|stale|lag|strong|acceptable|accept|fine|ok|read|window|where|except|catalogue|stock|because|nobody
      stale|staleness & second|acceptable|accept|fine|ok|nobody|minds|bounded|page|tolerate|reads
      strong|strongly|immediate consistency|consistent & stock|payment|inventory|money|balance|while|whereas|eventual
      read own|their|his write
      read their own writes
      own writes & read|see|primary|sticky|session
      few|couple second old|behind|stale|late|out_of_date
      primary & read|route & after|write|own|profile|fresh
      lag|behind|stale|delayed .. by|few|couple .. second|minutes|while
      tell .. product|business & lag|stale|seconds|behind|eventual
      slightly|bit|little|somewhat|briefly out of date|stale|behind|old
      out of date .. accept|acceptable|fine|ok|which|but
      consistency .. lost|weaker|relaxed|given_up & acceptable|fine|because|accept|names|second
      accept|acceptable|tolerate & stale|out_of_date|lag|inventory|stock|catalogue|catalog
      copy .. old|late|behind|stale|older|delayed
      little|bit|slightly|somewhat|few_seconds old|late|behind
      must|should|needs|has .. see .. new|own|latest|right_away|immediately|at_once
      right away|immediately|at_once .. others .. wait|later|seconds
      others .. wait .. second|bit|while
      wait few seconds
    `),
    names: lines(`
      eventual consistency
      eventually consistent
      cap theorem
      strong consistency
      consistency model
    `),
    explainedBy: ['reason', 'number'],
    links: ['deduplication', 'compare-both'],
  },
  {
    id: 'strategies-compared',
    signal: 'data-ownership',
    title: 'Event sync, replica and dual write against each other',
    says: lines(`
      replica .. couple|married|tied|stuck|schema|lag|stale|read_only|behind
      dual write .. diverge|divergence|primary|differ|fail|drift|crash|reconciler|reconcile|sooner|danger|last
      one of two|both writes? .. fail
      event|event_sync .. default|recommend|prefer|take|lag & copy|owns|write|data|replica|table|versions
      married|coupled .. schema
      crash between .. two|both|commits
      view .. until|temporary|die|date|interim|transition|exit
      with date|deadline .. on|by|when .. die|gone|removed|dropped
      version .. overwrite|newer|stale|older|higher|lower|row|backfill
      each row .. version
      row|record .. version .. newer|higher|older|overwrite|never|drop
      tombstone
      dual write & consistent|inconsistent|diverge|crash|atomic|fail|reconcile|reconciliation|checksum|outbox|risk|risky|primary
      replica|read_replica & lag|stale|coupled|schema|read_only|write
      event|cdc & replica|dual_write|default|copy|sync & prefer|pick|choose|because|lag|default|versus|recommend|simplest|safest
      version|timestamp & newer|older|stale|overwrite|order|out_of_order|latest
    `),
    names: lines(`
      dual write
      read replica
      event sync
      change data capture
      cdc
    `),
    explainedBy: [],
  },
  {
    id: 'owner-authorises',
    signal: 'data-ownership',
    title: 'The owner of an object decides who may touch it',
    says: lines(`
      only|each_service|orders|program|clerk|owner|it .. know|check|decide .. owner|belong|whom|allowed|object|row|yours|every
      per|object|row|resource object|level? level? .. check|permission|authorisation .. service|owner|own|orders|in|by|each
      object level .. check|permission|authorisation
      bola
      idor
      $service .. check|verify|ask .. owner|ownership|belongs|yours|object|allowed|itself|each_time
      check .. by orders|service|owner itself|because|own
      is .. order|invoice yours|mine|theirs
      whether .. may|allowed|can|permitted .. see|open|touch|read .. this|particular|invoice|order|object|drawer
      knows .. who_they|whom|who .. belong
      where id .. and owner
      someone else drawer|order|invoice|data|record
      hint: not what .. may_touch|do|access
      hint: look every time
      proves|says|tells who .. not what
      belong|owned|owner & order|user|invoice|object|resource|record & check|verify|know .. who|whose
      service & check|verify|decide|enforce & owner|ownership|belongs|permission|access|object|resource
      gateway .. not|cannot know|see|tell .. belongs|owner|owns|whether|who|which
      object|resource|row level & authorisation|check|permission|security|service
      authentication .. authorisation & gateway|edge|service|owner|object
      authorisation .. stays|belongs|happens|lives|in .. service|domain|owner|orders
      coarse & fine grained|authorisation
      not same as .. allowed
      allowed|let to? open|see|touch|read|change .. someone|somebody else
      authorisation|permission|check & specific|particular|object|individual|single|ownership|owner & order|service|object|record|invoice|resource
      ownership information|check
      authorisation .. in|by .. order|owning|domain service
      check|deciding|verify|knowing .. whether|if|that .. order|this|it|invoice|record .. belong|yours|owner|theirs|his
      job of|for .. who|whoever|service|owner|orders
      whoever|who stores|keeps|holds|owns .. orders|data|them|it|record|those .. check|decide|verify|look
      belongs to .. customer|user|person|you|them
    `),
    names: lines(`
      rbac
      abac
      authorisation in service
      fine grained authorisation
    `),
    explainedBy: [],
  },
];

export const dataOwnershipContradictions: Contradiction[] = [
  {
    id: 'shared-database',
    signal: 'data-ownership',
    title: 'Services share a database and no exit from it is named.',
    patterns: lines(`
      $service|they|all|we|team|each ... share|use|connect|access|keep .. same|single|one|common|shared database|postgres|db|schema|table
      share .. same|single|one|common database|db|postgres|schema|tables
      one|single|same|shared|common database|db .. for|by|between|across .. all|every|everything|service
      one|same|single|common|shared database|db|schema|table .. all|every|everybody|everyone ... write|service|use|team
      database team .. manage .. shared
      all .. services .. write .. to same|shared|one? .. database|table
      services .. join|read|query|write .. each_other|other service .. tables|database
      shared database .. is .. fine|ok|simpler|easier|best|good
    `),
    unless: lines(`
      until|temporary|temporarily|transition|interim|for_now|first|while|phase|exit|later|monolith|initially|during|module|schema_per
      problem|danger|dangerous|couple|bad|risk|mistake|trap|never|anti_pattern|antipattern|wrong|avoid|break|blocks|needs|otherwise
    `),
  },
];
