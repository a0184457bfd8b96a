import { lines, type Concept, type Contradiction } from '../concept.ts';

export const splitTrigger: Concept[] = [
  {
    id: 'measured-pain',
    signal: 'split-trigger',
    title: 'A measured pain comes before a split',
    says: lines(`
      $split .. only|until|once|when|if ... $measure|$pain|show|point|see|hit|specific|real
      hint: only .. $split .. when|once|if|where|after|because
      only_once|when|after|if|where .. point|measure|show|see|hit|prove|have ... graph|$pain|number|problem|evidence|need|metric
      $pain .. measure|measurable|measured|specific|concrete
      measured|measurable|specific|concrete $pain
      $measure & trigger|reason|threshold & $split|service|module
      evidence first
      what .. push|convince|move me .. evidence|number|other_way
      hurt|hurts .. way .. measure
      is|does anybody|anyone|someone|something .. hurt|hurting|suffer|suffering
      nothing|no_one|nobody hurt|hurts .. nothing|stay|no
      hurt|hurts_most & graph|number|chart|profile|dashboard|measure
      which|what measured|actual|real pain|problem
      any: no|not .. measured|real|actual|concrete problem|pain|need & microservice|split|service|solve
      any: not|never|no .. $split .. because .. fashion|fashionable|trend|everyone|netflix|separable|diagram|cool|look|hype|big|large
      any: no number|metric|evidence|graph .. no extraction|split
      not .. because .. headcount|head count
      trigger .. is|are|would .. not? .. head count|headcount|blocked|measured|cpu|deploy
      cpu profile .. per module|each_module
      profile|deploy_log|profiler|metrics .. show|shows|says .. need|needs|module|part
      shows up in .. profile|profiler|metrics|graph
      score|rank|plot|weigh ... module|modules|candidate & benefit|ease|pain|coupling|value|risk
      benefit & ease|effort|coupling|risk|cost
      split question
      whether|ask_if|ask_whether .. anything|any|it .. has_to_leave|needs_to_leave|leave|move_at_all
      threshold|trigger|criterion|criteria .. written|agreed|write down
      extraction trigger
      would come back if .. merge
      justif* & split|extract|service|extraction & number|measure|pain|evidence|metric
    `),
    names: lines(`
      when .. needed|necessary
      extract when needed
      split when .. need
      pain point
    `),
    explainedBy: ['number'],
  },
  {
    id: 'different-load',
    signal: 'split-trigger',
    title: 'One part needs far more of something than the rest',
    says: lines(`
      $module|it|one|image|images|notification|notifications|resizing|hashing|search|report|reports|encoding .. peg|burn|eat|saturate|hog|use|take|need|want|require|consume|max|starve|dominates .. $hot|#percent|#multiple|machines
      peg|pegging|burn|eat|eats|eating|saturate|hog .. $hot
      #percent of? $hot
      $module .. need|needs|want|wants|require|requires .. #multiple .. $hot|resources|rest|load|capacity|machines|more|others
      #multiple .. $hot|machines|resources .. of? .. rest|others|everything
      #multiple the? load
      hint: own|different|separate machines|hardware|scaling_profile|scale
      $hot .. while|and .. rest|others|everything .. idle|bored|fine|quiet
      others|rest .. idle
      fight|fights .. others|rest
      workload .. different|another_shape|profile
      scale .. module|part|piece|it|that|images|search .. different|separately|on_its_own|alone & because|#|cpu|memory
      until checkout slow|slows|suffers|fails
      memory until
      starve|starves checkout|others|rest
      above #percent .. $hot
    `),
    names: lines(`
      independent scaling
      scale independently
      scale .. each service
      each .. scaled? independently
      only scale what .. need
    `),
    explainedBy: ['number'],
  },
  {
    id: 'blocked-releases',
    signal: 'split-trigger',
    title: 'Releases that are blocked by other teams, counted',
    says: lines(`
      #percent|third|half|quarter of? .. release|deploy|deploys|change|releases|deployment .. block|wait|held|stuck|blocked|delayed|rely
      $release .. block|wait|stuck|held|queue|blocked ... #percent|third|half|lead_time|measured|count|how_often|someone_else|somebody_else|another|day|behind
      how often .. team|group|release|deploy
      deployment|release frequency|lead_time & $group|wait|block|measure|queue|drop|fall|per
      lead time .. per team
      merge_queue|deploy_queue|release_queue .. long|length|longer|hours|how|is|day
      blocked deployment|deployments|deploys|releases & measure|trigger|not|is|lead|count|because|above|more|once|when|if|after
      stuck behind someone|somebody|other|another
      wait|waits|waiting|blocked|held .. for|on|by .. someone_else|somebody_else|another_team|other_team|each_other & release|deploy|ship|change|approval & when|if|once|measure|#percent|until
      deploys|deploy blocked|waiting .. above|over|more_than|by
      queue .. release .. long|longer|day
      # deploy .. blocked
      delivery metrics
      they are|that they're|show held up
    `),
    names: lines(`
      independent deployment
      deploy independently
      fault isolation
      technology_mismatch|freedom
      team autonomy
    `),
    explainedBy: ['number'],
  },
  {
    id: 'cheaper-first',
    signal: 'split-trigger',
    title: 'The cheaper cure is tried before',
    says: lines(`
      first|before|try|tried|trying|after ... $cheaper & $split|if|help|enough|fix|problem|bad|then|that|still|even
      hint: try|tried|trying .. $cheaper
      cheaper|cheap|simpler|easier cure|cures|test|fix|thing|solution|option|remedy|alternative|experiment & try|tried|first|before
      first .. see|check|ask|try|run|look .. whether|if? .. bigger|larger|queue|cache|vertical|worker|index|ci|background
      vertical scaling .. before|first|and|enough
      before .. $split ... try|tried|$cheaper|ask|cheaper
      solve|solved|fix|fixed .. with|by .. $cheaper .. instead|before|first|without
      same artefact|artifact|binary|image|code .. second|another|different_role
      run .. same|second artefact|artifact|role|process_type
      $cheaper .. did_not|does_not|do_not|is_not .. fix|help|enough|solve
      $cheaper is enough|sufficient|would_do|suffices|solves
      hint: still .. bad|shares|slow|hurts|there after
      sharding .. tests
      with ci .. under|at|already #
      bigger_machine|box|instance .. for|and|or|make|problem|goes_away
      have we tried
      any: not|nor .. before .. try|tried .. cheaper|queue|$cheaper
      has .. been tried
    `),
  },
  {
    id: 'isolation-or-runtime',
    signal: 'split-trigger',
    title: 'Isolation, another runtime or a regulator',
    says: lines(`
      crash|crashed|crashes .. checkout .. #multiple|twice|once|again|need|unacceptable
      analytics|reports|report|$module crash|crashed|crashes|taking|take|takes|took .. checkout|till|shop|everything|down
      outage in .. taking
      different|another|other runtime|language|stack & need|needs|reason|module|extract|stays|only|load
      compliance|regulator|pci|regulatory .. isolated|wall|scope|separate|wants|requires|isolation
      isolation .. real|need|reason|because
      python|gpu|pytorch|ml & rest|java|node & extract|need
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'order-of-extraction',
    signal: 'split-trigger',
    title: 'Which goes first and which last, with the reason',
    says: lines(`
      hint: goes|go|take|start|begin|extract|leave|pick first .. because|since|as|nobody|it
      first .. because|since|as .. few|no|low|narrow|nobody|hardly|cpu|decoupled|edge|least|simple|cheap|crash|no_one|reads|nothing
      begin|start .. with .. boring|edge|simple|small|decoupled|loosely|low_risk|easy|easiest|leaf
      warm up
      edge .. hardly|nobody|nothing|few depend|depends
      low|least|loose coupling first
      low coupling & first|high|last|traffic|high_coupling|start
      least coupled|entangled|connected
      few|fewest|fewer .. dependency|dependencies|tables|joins|shared|callers & first|start|score|easy|ease
      learn .. ropes|pipeline & cheap|mistake|risk|edge|first
      hint: last .. because|since|as .. everything|everyone|half|join|joins|coupled|module|tables|queries
      last .. everything_joins|join|touches
      orders|payments|payment|checkout .. last|very_end
      leave|left .. till|until|to .. end|last
      mistake .. cheap|cheaply
      narrow interface & first|own
    `),
    names: lines(`
      low coupling
      high cohesion
      bounded context
    `),
    explainedBy: [],
  },
];

export const splitTriggerContradictions: Contradiction[] = [
  {
    id: 'split-for-its-own-sake',
    signal: 'split-trigger',
    title: 'Splitting as a goal in itself.',
    patterns: lines(`
      $split everything .. service|services|microservice
      $split .. as_many|as much as possible
      the more services .. better
    `),
  },
];
