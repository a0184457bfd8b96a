import { lines, type Concept, type Contradiction } from '../concept.ts';

export const modularMonolith: Concept[] = [
  {
    id: 'one-deployable',
    signal: 'modular-monolith',
    title: 'One deployable with modules as the default',
    says: lines(`
      $monolith & $walls|module|bounded_context|separate_area|tidy|strict|clean
      modular monolith & $walls|module|schema|ci|$team|separate|extract
      start|begin|stay|stick|keep|default|build|ship|go|choose|prefer|pick|run ... $monolith & because|so_that|until|since|reason|with|as
      keep .. everything|it|all ... together|one & until|$walls|module
      everything|all_in_one|single|same process|codebase|app|program|repo|deployable|place & strict|wall|module|boundary|inside
      default .. keep|stay|leave .. together|one|whole
      one|single deployable|codebase|program|app|process & several|separate|clear|strict|inner|internal|neat|tidy|solid module|room|area|package|wall|boundary|folder
      not: start|begin|go|jump|lead|open with|to|into|for? microservice
      any: not|never .. start|begin|go|jump|reach|lead .. microservice
      function_call|in_process_call .. free|cheap|nanosecond|instead
      call|function .. in process .. instead|not|rather .. network
      monolith .. simple|simpler|cheap|cheaper|faster|easier .. build|debug|run|operate|deploy|test|change & because|one|team|no|without
      microservice tax|premium|overhead & not|no|need|before|pay
      $monolith & organise|structure|divide|split|separate .. by|into|in domain|module|area|boundary
      $monolith & module|modular|package|boundary|domain & extract|later|split|strict|interface|api|ci|test|enforce|isolated|clean|clear|own|schema
      one|single repo|repository|codebase|deploy|deployable|process|application|unit & module|domain|interface|boundary|import
      modular monolith & because|since|until|so
      not distribute anything
      in process call & schema|module|database|strict
      separate|isolated module|packages|domains & one|single|same process|deployable|application|deployment|codebase|app
      small team & network|pipelines|distributed & overhead|cost|pay|tax
      monolith .. disciplined|modular|well_structured|well_factored|clean & module|boundary|package|extract|transaction|team|because
      transactions & one|single|same & database|process & module|monolith|simple
      one|single deployable|process|codebase|program & internals|separated|walls|domain|inside|seams|tidy|structured
      modulith & because|module|ci|tables|interface
      $monolith .. right call|choice|size
      call .. between modules not|never|cannot
      in process & simple|cheap|fast|low|latency|transactions & distribution|network|remote|until|avoid|call|communication
      avoid|no|not .. distribution|network & until|justified|need|reason
      one|single codebase|repo|application|deployable|process|artifact|artefact|release|program|unit & apart|separate|isolated|partition|slices|areas|contracts|internal
      monolith .. with .. module|boundaries|interfaces|contracts|structure
      monolith & contract|interfaces|partition|isolated|policed|import
      partition|slice|organise|divide .. code|codebase|it .. domain|business|feature
      single|one artifact|artefact|deployable|unit|binary & easier|simple|simpler|test|deploy|debug|boundaries
      keep .. in|as one|single process|application|app|codebase|deployable
      one|single|same thing|unit|program|application|system|piece .. deploy|ship|release|run & part|area|module|inside|divided|room|piece|interface
      as unit & divide|area|inside|module
      everything|all|it deploys|ships|releases|goes|runs|lives together|as_one|in_one
      deploy|ship|release everything|all|it together|as_one|in_one
      one well|good organised|structured|built|designed application|app|program|system|codebase
      rather|prefer .. one .. application|app|program|system|thing .. than
      at least until .. need|more|prove|show
      together & separate|apart|divided|distinct & inside|area|part|module|code
      simplest|simple & together|one|single & deploy|ship|release
    `),
    names: lines(`
      modular monolith
      modulith
      start|begin|stick|stay|go .. with monolith
      majestic monolith
      well structured|clean monolith
      monolith first
    `),
    explainedBy: ['reason', 'link'],
    opposite: 'contradicted',
  },
  {
    id: 'enforced-boundaries',
    signal: 'modular-monolith',
    title: 'Boundaries that a tool enforces',
    says: lines(`
      $ci & $enforce & import|boundary|wall|internals|module|cross|reach|climb|cycle|interface
      $ci .. fail|reject|refuse|break|stop|red & $reach & module|$anyone|internals|public|table|wall|each_other
      boundary|wall|border|seam .. $enforce|checked|tested & ci|build|test|lint|tool|automatically|compiler|rule|import
      $enforce .. boundary|wall|interface & module|ci|build|inside|component|area|between|domain
      import rule
      dependency cruiser
      archunit
      packwerk
      spring modulith
      dependency rule & module|ci|build|boundary
      module & only|through .. public_interface|public_api|facade|front_door|interface|published
      $module & talk|communicate|interact|speak|call ... public|small|narrow|explicit|defined|well interface|api|contract|facade
      ask .. through front door
      no|not|never .. import .. skip|bypass|reach|cross|internals|across
      no|nobody|never|cannot|not .. $reach .. internals|another_module|other_module
      any: no|not|never|nobody .. import|reach .. internal|private|across module|public interface
      each|every module|area|component|domain .. own|has|with .. schema|table|data|folder
      each|every module|area|component ... own schema|table|data
      hint: each with|its|own its|own? own? schema & module|monolith|deployable|one
      schema per module
      boundary .. enforced
      enforced .. boundary|module|component
      $group has|own .. folder & table|function|public
      code owners & module|folder|component|monolith|codebase|repo
      import|depend|dependency|reference .. only|except|published|public|forbidden|allowed|permitted|internals & module|interface|api|payments|orders|package|another|other|boundary
      not permitted|allowed|able|may to? import|reach|touch|access|call|query
      only .. use|call|through|via .. public|published|other .. api|interface|facade
      hide .. everything|rest|internals|implementation|details
      expose .. narrow|small|public|clear api|interface|facade
      narrow|public|published|explicit|internal api|interface & module|domain|context|only|each
      strict|explicit dependency|import rule
      boundaries .. enforce .. in|by
      rules .. fail|break .. build|ci|pipeline
      someone|anyone|somebody crosses .. line|boundary|border
      linter|lint & boundary|import|module
      tests .. fail & boundary|line|wall|import|module|cross
      module .. own .. tables|schema|data
      walls|boundaries|seams .. inside|within process|it|monolith|codebase|program
      ci|compiler|build|linter|tests & wall|boundary|violation|internals|dependency|seam
      module .. only|through|via interface|api|facade
      keep .. internals separate|apart
      violation .. build|ci|fails
      dependency checker|analyser|analyzer|linter|rules|graph
      kept apart by
      automated|automatic check|test|verification & module|boundary|partition|domain|import|leak|dependency|contract
      contracts|interfaces|imports|boundaries .. verified|checked|policed|enforced|tested|validated
      leak .. into|across .. each_other|another|other|boundary
      only .. interact|communicate|talk .. via|through|over
      well defined|explicit contract|interface|api
      not|no .. direct|directly? access .. another|other .. domain|module|repository|classes|internals
      import .. policed|forbidden|restricted|checked|blocked
      private table|classes|data & interface|publishes|module
      script|robot|tool|check|test|compiler|build .. check|verify|fail|complain|refuse .. commit|build|it|that|insides|import|line|boundary
      not|never|can_not .. see|touch|know|use|reach .. inside|internals|guts|private|details
      only .. expose|show|offer|publish .. what|few|small|interface
      expose only|what
      area|part|piece|module|section & separate|kept|apart & inside|code|together|strict
      narrow|small|thin interface|door|contract|surface
      clearly|cleanly|neatly divided|separated|split|cut|organised part|area|module|inside
      ask .. not|never|rather .. grab|take|reach|look
    `),
    names: lines(`
      bounded context
      clean|clear|well defined|strict|strong|good module? boundary|modules
      module boundary
      separation of concerns
      domain driven design
      ddd
      hexagonal
    `),
    explainedBy: ['reason'],
    links: ['one-writer', 'own-tables'],
  },
  {
    id: 'door-left-open',
    signal: 'modular-monolith',
    title: 'Boundaries make a later extraction cheap',
    says: lines(`
      module|boundary|interface|wall|seam|inside ... $split .. later|one_day|cleanly|cheap|cheaply|easy|easily|when|if
      $split .. later|one_day|cleanly .. along|because|since|boundary|interface|cheap
      if .. ever .. $split .. cleanly|easy|cheap|it
      cut along .. dotted line
      option .. open & schema|module|boundary|context|table|split|extract
      comes out cleanly
      extract|split .. from mud|big_ball|spaghetti
      tighten .. boundary|module
      module|boundary|interface & extract|split|moving|pull|carve|separate & later|easy|easily|easier|cheap|weekend|day|option|out|clean
      isolated|clean|clear .. so|and|therefore .. extract|split .. later
      ball of mud & distributed|microservice|module|extract
      leave|keep .. option|door open
      seam|boundary|interface|walls & later & network|split|extract|service|call|turn
      turn .. function|method|module call|into .. network|remote|service
      seams first
      extract|split|separate .. remains|stays|still possible|option|easy|cheap
      possible|option to extract|split .. later
    `),
  },
  {
    id: 'merge-back',
    signal: 'modular-monolith',
    title: 'Services that gain nothing go back into one',
    says: lines(`
      $merge ... $service|$module|them|those|it|pair ... one|few|handful|modular|single|four|monolith|codebase|deployable
      $merge .. into .. #|one|few|handful|modular|single .. $service|deployable|modular|codebase|monolith|thing
      $merge ... change_together|deployed_together|same_day|always change|talk to each other
      always|whatever change|deploy|released .. together|same_day & $merge|one_service|belong
      go|put|pull|move back in|into .. one|single|codebase|monolith|program|modular
      handful|few of? program|service|deployable & room|module|inside|area|neat|boundary
      collapse|consolidate|fold ... service & module|domain|deployable|one|codebase
      # of? service .. back .. one|single
      back into one
      nothing goes back in
      merge|fold|consolidate|combine|collapse & service & few|fewer|module|deployable|together|into|codebase|single
      chatty services & merge|fold|together|one|back
      fold .. back
      fewer|less services|deployables & because|so|team|on_call|engineers|people
      from # .. to|down #|five|six|handful|dozen & service|deployable
      reduce|cut|shrink .. number of deployables|services|microservices
      network|remote apis|api|calls .. module|in_process|internal interface|calls|function
      handful|few of deployable|services|modules
    `),
    names: lines(`
      merge .. service
      consolidate
      distributed monolith
    `),
    explainedBy: ['reason', 'number'],
  },
  {
    id: 'large-firms-do-it',
    signal: 'modular-monolith',
    title: 'Large organisations that stayed with one codebase',
    says: lines(`
      shopify .. codebase|monolith|modular|component|engineers
      big|large_firm|company|firms|organisation|org .. run|work .. like_that|one_codebase|monolith
      # engineers .. one|single|same codebase|monolith|repo
      can live in|within one|single program|codebase|app|monolith
    `),
  },
];

export const modularMonolithContradictions: Contradiction[] = [
  {
    id: 'always-microservices',
    signal: 'modular-monolith',
    title: 'Microservices as the answer whatever the question, before any need was shown.',
    patterns: lines(`
      always .. use|go|choose|pick|prefer|want|with|start .. microservice
      always microservice
      need|go|choose|use|start|should .. microservice .. from_start|from_day_one|from_first_day|from_beginning|right_away|immediately|up_front|from_outset|straight_away|day_one
      microservice .. from_start|from_day_one|from_first_day|from_beginning|from_outset|day_one|from_scratch
      start_with|off microservice
      begin with microservice
      monolith .. can_not|could_not .. handle|scale|work|cope|support
      monolith .. is .. outdated|legacy|dead|old_fashioned|obsolete|bad|antipattern|anti_pattern|wrong|evil|past
      monolith .. never_work|scale
      monolith .. not|never|cannot .. scale
      microservice .. better|best|superior .. always|anyway|in_every|for_everything|design|architecture|choice
      better design|architecture
      microservice because .. scalable|modern|netflix|amazon|everyone|industry
      microservice .. netflix|amazon do
      one microservice .. each|per_entity|per_table|per_endpoint|per_engineer|per_developer
      each|every own one microservice
      modules .. one process never work
    `),
    unless: lines(`
      $team & independent|independently|blocked|wait
      would_be_wrong|mistake|premature
      some_people|many_people|people_say|candidate|tempting|weak_answer|often_hear
      i_would_not|would_never|against
      only_when|only_if|only_once
    `),
    scope: 'listed',
  },
  {
    id: 'monolith-ruled-out',
    signal: 'modular-monolith',
    title: 'One deployable is ruled out without a reason that was measured.',
    patterns: lines(`
      monolith .. out of question
      any: modules .. one process never work
      any: would_not|never|not .. use|build|choose|start|consider .. monolith
    `),
    unless: lines(`
      $team & independent|independently|blocked|wait
      $measure
    `),
  },
];
