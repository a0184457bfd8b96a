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
      pain|bottleneck|problem .. measure|measurable|specific|concrete
      measured|measurable|specific|concrete $pain
      $measure & trigger|reason|threshold & $split|service|module
      evidence first
      what .. push|convince|move me .. evidence|number|other_way
      hurt .. way .. measure
      does|is anybody|anyone|someone|something .. hurt|suffer
      nothing|no_one|nobody hurt .. nothing|stay|no
      hurt|hurts_most & graph|number|chart|profile|dashboard|measure
      which|what measured|actual|real pain|problem
      any: no|not .. measured|real|actual|concrete problem|pain|need & microservice|split|service|solve
      any: not|never|no .. $split .. because .. fashion|fashionable|trend|everyone|netflix|separable|diagram|cool|look|hype|big|large
      any: no number|metric|evidence|graph .. no extraction|split
      not .. because .. headcount|head count
      trigger .. is|would .. not? .. head count|headcount|blocked|measured|cpu|deploy
      cpu profile .. per module|each_module
      profile|deploy_log|profiler|metrics .. show|says .. need|module|part
      shows up in .. profile|profiler|metrics|graph
      score|rank|plot|weigh ... module|candidate & benefit|ease|pain|coupling|value|risk
      benefit & ease|effort|coupling|risk|cost
      split question
      whether|ask_if|ask_whether .. anything|any|it .. has_to_leave|needs_to_leave|leave|move_at_all
      threshold|trigger|criterion|criteria .. write|agreed down
      extraction trigger
      would come back if .. merge
      justif* & split|extract|service & number|measure|pain|evidence|metric
      split|extract|pull|carve|separate|break|microservice & only|until|reason|unless|case & measured|concrete|specific|evidence|real|data|metric|number|proven|profiler|signal
      concrete|measured|specific|measurable|real reason|signal|problem|need|pain|evidence & split|extract|service|before
      profiler|profile|metrics|data|numbers say|show|tell|proves
      signals & lead_time|resource|cpu|incidents|deploy
      not split because
      trigger .. would|is & #|deploy|cpu|release|contention|wait
      that|it is .. reason to .. extract|split|pull|carve|separate
      earns .. its own service
      case for .. isolation|extraction|splitting|separate|service
      no|not .. need|reason .. for|to .. new|another|separate|split service|it
      if it not .. hurt|broken
      show|prove|name|find .. pain|problem|bottleneck .. first|before
      pain first
      not|never|nothing .. take|move|split|extract|pull .. out? .. until|unless|before|till .. metric|number|measure|graph|evidence|data|reason|justifies
      metric|number|evidence|data|measurement .. justify
      which module|part .. slow|crash|hot & team|which
      threshold .. split|separate|extract|we|passes|agreed
      passes .. threshold
      wait .. for evidence|data|proof|signal|numbers
      evidence|data|signal|metric|bottleneck .. before .. extract|split|separating
      sustained|constant|repeated saturation|load|contention|cpu|blocking
      justify|warrants|deserves .. service|split|extraction|separate|it
      bottleneck & quantify|measure|simpler|means|prove|number|fix
      quantify|quantifiable & bottleneck|pain|problem|gain|split|service
      no|not .. reason to .. split|extract|separate
      hurt .. measurably
      measurably
      gain .. real|measurable|clear
      number|metric|graph|chart|figure|measurement .. worse|rise|climb|red|bad|show|prove
      before .. take|pull|split|break .. apart|out|up|anything
      real|actual problem|need|pain|trouble .. today|now|first
      is there .. problem|pain|need
      nobody|nothing .. wait|suffer|overloaded|complain|hurt .. leave|stay|keep|alone|not
      leave it .. alone|be|together
      cost more than .. separate|apart|run
      cost more than .. running|separate|separately
      show|prove that|it & take|piece|split|out|separate
      someone|somebody proves|shows|demonstrates
      reason .. number|figure|measure .. on|put
      put number|figure on
      whether .. something|someone|anyone|team .. held back|up
      criterion|criteria .. is .. whether|not
      strong|strongest|best reason to leave|split|extract|move
      unless .. figures|numbers|data|metrics|graph .. show|say
      figures|numbers show|say .. contention|pain|problem|need
      dwarf .. rest|others|all
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
      $module|image|notification|resizing|hashing|search|report|encoding .. peg|burn|eat|saturate|hog|use|need|want|require|consume|max|starve|dominate .. $hot|#multiple|machines
      peg|burn|eat|saturate|hog .. $hot
      #percent of? $hot
      $module .. need|want|require .. #multiple .. $hot|resources|rest|load|capacity|machines|more|others
      #multiple .. $hot|machines|resources .. of? .. rest|others|everything
      #multiple load
      hint: own|different|separate machines|hardware|scaling_profile|scale
      $hot .. while|and .. rest|others|everything .. idle|bored|fine|quiet
      others|rest .. idle
      fight .. others|rest
      workload .. different|another_shape|profile
      scale .. module|part|piece|it|that|images|search .. different|separately|on_its_own|alone & because|#|cpu|memory
      until checkout slow|suffers|fails
      memory until
      starve checkout|others|rest
      above #percent .. $hot
      #percent & cpu|memory|compute|resources|load & module|processing|image|service|everything|rest|idle|component
      # times|#multiple & cpu|memory|resources|capacity|machines|instances|hardware & component|module|rest|others|service|part|needs
      component|module|part|workload|service & need|dominates|consumes|eating|using & cpu|memory|resource|gpu|#multiple
      scales differently
      different|distinct scaling|resource|load profile|needs|characteristics|requirements|pattern
      hot spot|module|path|component & cpu|scale|load|profile
      idle & cpu|busy|pegged|everything|rest
      eat|uses|takes|saturates|pegs|burns .. all|every|most core|cpu|memory
      slow .. down .. everyone|everybody|others|rest|else
      cores & everyone|others|rest|idle|slows
      lot|more of memory|cpu|ram|compute & rest|others|everything|else
      need|hogs|consumes|wants memory|cpu|gpu|ram
      saturated|cpu|memory & one|single|module|component & before|extract|split|rest|others
      traffic|load|spike|demand .. of? bring|take|drag|slow .. down .. everything|all|rest|others|site
      one|single feature|part|module|area|endpoint .. traffic|load|spike|demand
      bring|drag|pull down everything|rest|others|all|site|shop
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
      #percent|third|half|quarter of? .. release|deploy|change .. block|wait|held|stuck|delayed|rely
      $release .. block|wait|stuck|held|queue ... #percent|third|half|lead_time|measured|count|how_often|someone_else|somebody_else|another|day|behind
      how often .. team|group|release|deploy
      deployment|release frequency|lead_time & $group|wait|block|measure|queue|drop|fall|per
      lead time .. per team
      merge_queue|deploy_queue|release_queue .. long|length|longer|hours|day
      blocked deploys|releases & measure|trigger|not|is|lead|count|because|above|more|once|when|if|after
      stuck behind someone|somebody|other|another
      wait|blocked|held .. for|on|by .. someone_else|somebody_else|another_team|other_team|each_other & release|deploy|ship|change|approval & when|if|once|measure|#percent|until
      deploy blocked|waiting .. above|over|more_than|by
      queue .. release .. long|longer|day
      # deploy .. blocked
      delivery metrics
      they are|that they're|show held up
      deploy|release contention|conflict|queue|congestion|blocked
      release|deploys & wait|blocked|held|stuck & team|another|other|#percent|fifth|third|half
      teams still blocked
      lead time & up|rising|going|grow|team|per|weeks|days|deploys
      more than .. fifth|third|quarter|half|#percent of & release|deploys|changes
      rollback|releases|deploys & because & another|other team
      which team .. stuck|blocked|waiting
      team .. stuck|blocked & metric|which|measure|show
      deploys|releases & contended|contention|conflict|blocked
      team & wait & release|data|moment|regularly|show
      team .. waits|loses|wastes|spends .. #duration|days|hours .. other|another|release|tests|week
      case for .. own pipeline|release|deployable|service
      held back by|because
    `),
    names: lines(`
      independent deployment
      deploy independently
      fault isolation
      technology mismatch|freedom
      team autonomy
    `),
    explainedBy: ['number'],
  },
  {
    id: 'cheaper-first',
    signal: 'split-trigger',
    title: 'The cheaper cure is tried before',
    says: lines(`
      first|before|try|tried|after ... $cheaper & $split|if|help|enough|fix|problem|bad|then|that|still|even
      hint: try|tried .. $cheaper
      cheaper|cheap|simpler|easier cure|test|fix|thing|solution|option|remedy|alternative|experiment & try|tried|first|before
      first .. see|check|ask|try|run|look .. whether|if? .. bigger|larger|queue|cache|vertical|worker|index|ci|background
      vertical scaling .. before|first|and|enough
      before .. $split ... try|tried|$cheaper|ask|cheaper
      solve|fix .. with|by .. $cheaper .. instead|before|first|without
      same artefact|artifact|binary|image|code .. second|another|different_role
      run .. same|second artefact|artifact|role|process_type
      $cheaper .. do_not|is_not .. fix|help|enough|solve
      $cheaper is enough|sufficient|would_do|suffices|solves
      hint: still .. bad|shares|slow|hurts|there after
      sharding .. tests
      with ci .. under|at|already #
      bigger machine|box|instance .. problem|goes_away|first|enough|before|month
      have we tried
      any: not|nor .. before .. try|tried .. cheaper|queue|$cheaper
      has .. been tried
      before .. $split|breaking|extract & $cheaper|vertical|scaling|ci|replica|cache
      first .. $cheaper|speed|faster|optimise|tune & only|then|split|still|after|before|extract
      if .. queue|cache|index|bigger|replica|worker|scaling .. solve|fixes|enough|helps|works|does
      only|and if .. still .. blocked|slow|hurts|bad|needed|problem .. after
      try|tried|exhaust .. $cheaper & before|first|split|extract|then
      speed up ci|tests|builds|pipeline
      $cheaper .. did not|was not help|enough|work|fix|suffice
      simpler|cheaper|easier|smaller option|step|measure|fix first|before
      worker|process|role|queue .. same codebase|artefact|binary|code|image & first|before|scaling|effort|cheaper|instead|without
      same scaling|effect|result|benefit & effort|cheaper|cost|first|tenth|without
      tenth|fraction|half of .. effort|cost|work|price
      do that|this|it first
      less|smaller effort|cost|work & first|instead|before|same
      index|cache|queue|replica|bigger|worker & day|quick|cheap|cheaper|work|former|simple & service|first|before|quarter|instead
      do|try|choose former first
      simpler means|measures|solution|fix|way
      vertical scaling .. enough|helps|suffices
      as long as & vertical|scaling|works|cache|queue|one
      day .. work & quarter|months|weeks|service
      bigger|larger|faster|stronger server|machine|box|instance|database .. or|and|first|would|do|enough|help
      queue|cache|index|server .. would do|help|suffice|enough|fix
      would do & server|queue|cache|machine|bigger
      fix|speed|improve|repair .. tests|build|ci|query|pipeline & first|if|slow|before
      if .. tests|build|ci|query .. fix
      add|added memory|cache|index|ram|replica|instance|cores .. away|first|help|enough|fixed|not|instead|would
      only after .. tuning|adding|cache|trying|tried|optimising
      tune .. query|database|cache & first|after|not|help|before|only
    `),
  },
  {
    id: 'isolation-or-runtime',
    signal: 'split-trigger',
    title: 'Isolation, another runtime or a regulator',
    says: lines(`
      crash .. checkout .. #multiple|twice|once|again|need|unacceptable
      analytics|report|$module crash|take .. checkout|till|shop|everything|down
      outage in .. taking
      different|another|other runtime|language|stack & need|reason|module|extract|stays|only|load
      compliance|regulator|pci|regulatory .. isolated|wall|scope|separate|wants|requires
      isolation .. real|need|reason
      python|gpu|pytorch|ml & rest|java|node & extract|need
      analytics|reports|module & crash|bring|took|leak & checkout|down|everything|shop
      python|gpu|gpus|go|rust|ml & java|rest|everything|else & own|separate|extract|service
      fault|process isolation & case|need|because|crash|reason|bulkhead
      different runtime|language|stack|technology & need|one|own|extract|service
      security|compliance|pci|regulatory & isolate|separate|boundary|scope & need|service|extract|own
      mistake|failure|bug|crash .. in|of .. reports|analytics|images .. stop|hurt|kill|break .. checkout|sales|orders
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'order-of-extraction',
    signal: 'split-trigger',
    title: 'Which goes first and which last, with the reason',
    says: lines(`
      hint: go|take|start|begin|extract|leave|pick first .. because|since|as|nobody|it
      first .. because|since|as .. few|no|low|narrow|nobody|hardly|cpu|decoupled|edge|least|simple|cheap|crash|no_one|reads|nothing
      begin|start .. with .. boring|edge|simple|small|decoupled|loosely|low_risk|easy|easiest|leaf
      warm up
      edge .. hardly|nobody|nothing|few depend
      low|least|loose coupling first
      low coupling & first|high|last|traffic|high_coupling|start
      least coupled|entangled|connected
      few|fewest|fewer .. dependency|tables|joins|shared|callers & first|start|score|easy|ease
      learn .. ropes|pipeline & cheap|mistake|risk|edge|first
      hint: last .. because|since|as .. everything|everyone|half|join|coupled|module|tables|queries
      last & everything|half|modules|everyone & join|touch|depend|read
      orders|payment|checkout .. last|end
      left .. till|until|to .. end|last
      mistake .. cheap|cheaply
      narrow interface & first|own
      begin|start|first|pick|choose|extract & loosely|few|low|least|fewest|simple|leaf|edge|decoupled|independent|tolerable|small|minimal & dependency|coupled|risk|inbound|callers|tables|joins|failure|edge
      last .. as|because|since|to & everything|every|all|most|nearly|coupled|table|depends
      rank|prioritise|score|order|sort|evaluate .. candidates|modules|services|them|by & pain|value|risk|coupling|benefit|effort|tangled|ease
      high pain|value .. low entanglement|coupling|risk|effort
      last to go|leave|move|extract
      low risk & first|start|begin|practice|learn|candidate
      high risk|coupling & last|later|end|avoid
      first|start|begin|pick & small|simple|few|boring & dependents|dependencies|learn|callers|matter|risk|coupled
      pick|choose|start|begin .. something|one|module .. small|simple|boring|isolated|few
      learn|practise|practice .. on .. something|safe|small|cheap|easy
      not matter much
      few dependents|dependencies|callers|consumers
      start|begin .. where .. coupling|risk|dependencies
      coupling .. weak|weakest|low|lowest|loose & start|first|begin|gain
      entangled|tangled|coupled|intertwined .. last|late|end|later|comes
      periphery|edge|leaf & few|low|dependencies|risk|first|module|start
      come|go last
      easy|simple|useful|harmless|boring|small|safe|least .. first
      hard|risky|tangled|central|critical|dangerous|core .. last|later|end
      hardly|barely|almost anything|anyone|nothing|nobody else|no_one .. rely|depend|use|need|call
      nothing|nobody|few|hardly .. rely|depend .. on
      delay .. harmless|fine|ok|acceptable|hurts_nobody
      everything .. wired|connected|depends|hangs|touches .. into|on|to|it
      last .. because|as|since .. everything|wired|connected|mistake|money|risk
      few|fewest strings|ties|links|connections attached|to|with
      strings attached
      few|fewest incoming|inbound calls|callers|dependencies
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
      $split everything .. service|microservice
      $split .. as_many|as much as possible
      more services .. better
    `),
  },
];
