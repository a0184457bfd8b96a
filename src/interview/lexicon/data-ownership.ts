import { lines, type Concept, type Contradiction } from '../concept.ts';

export const dataOwnership: Concept[] = [
  {
    id: 'one-writer',
    signal: 'data-ownership',
    title: 'One writer for each piece of data',
    says: lines(`
      single|one|only|sole|exactly|just writer|owner|master|primary|boss|authority|leader & $data|per|table|user|record|row|who|write|side|each
      only|exactly|just one $thing .. write|writes|change|changes|charge|boss|allowed|may|owns|authoritative
      only|exactly|just|one $service|side|system|owner|team .. write|writes|may_write|in_charge|boss|change|modify|mutate|authoritative
      nobody|no_one|no_other|none .. else? .. write|writes|touch|touches|change|modify|update .. to|their|its|those|them? $data|them|it
      hint: nobody|no_one_else .. touch|write|read|access
      source of truth & one|single|each|stay|remain|monolith|service|until|which|name|switch|flip|declare
      system|master_of_record
      own|owns|take|takes .. the? writes|write path
      who .. allowed|may|can|is .. change|write|modify|own .. $data|those|row|it
      in charge of .. $data|customer|given|record|write|user
      name|named|declare|pick|choose .. primary|master|owner|leader & write|dual|data|copy|order
      named primary
      primary .. and|plus .. reconciler|reconcile|version|repair
      ownership row|record
      flip .. boss|owner|ownership|primary|master|authority
      write|writes .. move|moved|switch|switched .. one|last|after|then & read|reads & table|side|owner
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
      each|every $service|$module|team|side|area ... own|owns|keep|keeps|has .. its|their|own .. $data
      hint: each|every $thing|group|team|one .. own|keep|keeps|has|owns|with .. $data
      own|owns|keep|keeps|owning .. its|their|own .. $data & $service|team|module|area|nobody|other|and
      $team|they|squad own|owns ... code schema|data|schema
      own .. service|services .. data
      their data
      not: share|shared .. $data
      any: no|not|never|without .. shared? .. $data .. shared|across|between
      any: no|not|never|nobody .. share|shared|sharing .. $data
      any: no|not|never|nobody|nothing .. reach|read|reads|touch|query|queries|join|joins|access .. another|other|others|each_other|foreign|someone_else .. $data
      any: no|never foreign key|foreign keys
      any: not|never|no .. share .. database
      shared_table|tables|database .. not|never .. allowed|ok|acceptable|permitted
      own storage
      own|separate|private|exclusive database|tables|schema|table & service|module|each|nobody|else
      # tables .. nobody|no_one_else
      hint: nobody|no_one_else read|reads
      holds|keeps|holding the? orders|invoice|invoices|resource|data & check|asks|know|knows|ask
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
      ask|call|query|request|go|through|via .. the? service|team|area|module|owner|api|one .. own|owns|owning
      ask|call .. $service|module|area|owner .. for|that .. own|owns|data|those|it|address
      hint: want|need|needs .. something|data|it|address .. call|ask|listen|subscribe|api|event
      need|want ... ask .. service|owner|owning
      join|joins|query|queries|statement .. replace|replaced|become|becomes|first|go|rewrite|rewriting|batch|batched|lookup|stitch|api|break
      replace .. join|joins
      rewriting|rewrite .. query|queries
      stitch tables
      batch|batched|bulk .. lookup|fetch|call|api|ids|query
      collect|fetch|gather .. ids .. ask|call|fetch|one_go
      local|read projection|copy|model|replica .. event|events|fed|built|api|instead|lookup
      hint: keep|keeps|build|hold .. read|local_copy|projection|model & event|consume|feed|subscribe|until
      access .. only|through .. api|interface
      $data .. read|queried|joined|used .. by .. half|everyone|everything|many|eleven|modules|all
      everything joins
      joins against|with_it|everything|orders
      read|reads|query|queries by|half half? .. code_base|codebase|modules
      anti corruption layer
      data access layer & monolith|until|interim|transition|service
      feed into .. warehouse
      warehouse & report|reports|feed|join
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
      eventual|eventually consistency|consistent .. so|because|means|lag|second|seconds|accept|acceptable|fine|which|where|need|stale|for
      may|might|can|could|will|would|people|user .. see|read|get|show .. old|stale|outdated|previous .. name|data|value|price|version|copy|row|read
      read your write|writes|own
      read own write|writes
      hint: not|never|fail .. see .. own write|writes|update|change
      see .. own write|change|update
      stale .. second|seconds|read|reads|for|data|up|update|acceptable|fine|ok
      strong|strongly|immediate consistency|consistent & where|stock|payment|money|need|not|only|eventual
      lag .. second|seconds|accept|behind|cost|copy
      hint: where .. stale|lag|old|eventual .. acceptable|fine|ok
      acceptable .. and where
      behind by|for .. second
      inconsistency window
      catch up & second|eventually
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
      replica .. couple|couples|coupling|married|tied|stuck|schema|lag|stale|read_only|behind
      dual_write|writes .. diverge|divergence|primary|differ|fail|drift|crash|reconciler|reconcile|sooner|one|danger|dangerous|last|only
      one of two|both writes? .. fail|fails
      event|events|event_sync .. default|recommend|prefer|take|lag & copy|owns|write|data|replica|table|versions
      married|coupled .. schema
      crash between .. two|both|commits
      view|views .. until|temporary|die|date|interim|transition|exit
      with date|deadline .. on|by|when .. die|gone|removed|dropped
      version .. overwrite|overwrites|newer|stale|older|higher|lower|row|backfill
      each row .. version
      row|rows|record .. version .. newer|higher|older|overwrite|never|drop
      tombstone
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
      only|each_service|orders|program|clerk|owner|it|it .. know|knows|check|checks|decide|decides .. owner|belong|belongs|whom|allowed|object|row|yours|every
      per|object|row|resource object|level? level? .. check|permission|authorisation|authorization .. service|owner|own|orders|in|by|each
      object level .. check|permission|authorisation|authorization|checks
      bola
      idor
      $service .. check|checks|checked|verify|verifies|ask|asks .. owner|ownership|belongs|yours|object|allowed|itself|each_time
      check|checks|checked .. by orders|service|owner itself|because|own
      is .. order|invoice yours|mine|theirs
      whether .. may|allowed|can|permitted .. see|open|touch|read .. this|particular|invoice|order|object|drawer
      knows .. who_they|whom|who .. belong
      where id .. and owner
      someone else drawer|order|orders|invoice|data|record
      hint: not what .. may_touch|do|access
      hint: look every time
      proves|says|tells who .. not what
    `),
    names: lines(`
      rbac
      abac
      authorisation in service
      fine grained authorisation|authorization
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
      $service|they|all|we|team|each ... share|shares|use|uses|connect|connects|access|keep .. same|single|one|common|shared_database|postgres|db|schema|tables
      share .. same|single|one|common database|db|postgres|schema|tables
      one|single|same|shared|common database|db .. for|by|between|across .. all|every|everything|service|services
      one|same|common|shared_database .. all|every|everybody|everyone service|services|write|writes
      database team .. manage|manages .. shared
      all .. services .. write .. to same|shared|one? .. database|table
      services .. join|read|query|write .. each_other|other service .. tables|database
      shared database .. is .. fine|ok|simpler|easier|best|good
    `),
    unless: lines(`
      until|temporary|temporarily|transition|interim|for_now|first|while|phase|exit|later|monolith|initially|during|module|schema_per
      problem|danger|dangerous|couple|coupled|coupling|bad|risk|mistake|trap|never|anti_pattern|antipattern|wrong|avoid|break|breaks|blocks|needs|otherwise
    `),
  },
];
