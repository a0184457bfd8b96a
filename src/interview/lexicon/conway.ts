import { lines, type Concept, type Contradiction } from '../concept.ts';

export const conway: Concept[] = [
  {
    id: 'teams-own-services',
    signal: 'conway',
    title: 'A team owns what it builds, end to end',
    says: lines(`
      each|every|one|single|per $group .. own|run|look_after|responsible .. $service|slice|domain|module|area|data|piece|alert|part|what|folder|it
      each|every|one $group .. gets|has .. own|its|clear|slice|area|domain & end_to_end|area|own|product|business|data|schema|pager|alert
      $group .. own|look_after|responsible|accountable|in_charge ... $service|slice|end_to_end|data|piece_of|what_they|what_it|alert|production|module|component|it
      own|maintained|run by .. one|single|app|same|that|exactly $group
      owning team
      owned by .. $group
      hint: run|operate what_they|it build|ship|write|own
      who|whoever|team build|write ... pager|call|phone|page|run|woken
      end to end & $group|own|people|engineer
      code owners
      code owner
      $group .. slice|piece|area of business
      clear|one|single owner & $service|module
      each|every|no|any service|module|component|repo .. owner|owned .. $group
      any: no service|module|component without .. owner
      any: without .. owner|owning_team
      $group .. may|might|can_own|run|look_after .. #|few|several|more_than_one|many
      give each|every $group
      hint: give $person|$group .. own
      hint: look|looks_after .. themselves|itself|own
      team .. behind it
      any: no|without owner
      one team does it? all
      owned by exactly|precisely? one
      one|single|exactly one team & service|module|domain|owns|owner|responsible
      named|clear owner & service|component|module|paged|team|each|every
      service|component|module|domain|area & owned|owner|responsible|accountable & team|squad|group|who|named
      team & own|ownership & end_to_end|production|data|deploy|pager|operate|build|service|domain
      team|squad & checkout|feature|product|capability|journey & end_to_end
      end_to_end|vertical|vertically & team|squad|owns|ownership|capability
      from idea to production
      hand|handoff|handover .. work|over|another|other|team
      carry .. pager
      who|that built .. run|on_call|operates
      who|whoever|people own|build|ship|write|deploy .. own|answer|carry|run|fix|operate & consequences|pager|phone|production|it|alerts
      own .. consequences|backlog|deploys|alerts|roadmap|outcomes
      own deploys|alerts & team|squad|group|product
      product area|domain & team|squad|own
      team & responsible|responsibility|accountable|authority & production|service|end_to_end|alerts|night|component|it|full
      align .. ownership
      full responsibility
      cross functional .. team & responsibility|own|deploy|handover|end_to_end
      look after .. own|alerts|it
      team|squad|group .. look after
    `),
    names: lines(`
      one team per service|microservice
      each|every team .. some service
      ownership
      domain ownership
      team autonomy
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'architecture-mirrors-organisation',
    signal: 'conway',
    title: 'Systems take the shape of the organisation',
    says: lines(`
      system|software|architecture|code|design .. mirror|copy|reflect|follow|shape|resemble|look_like|take_shape|end_up|tangled ... org|organisation|communication|group|team|people|chart|chat|talk
      mirror|copy|reflect .. communication|org|organisation|team_structure|org_chart|reporting
      draw|choose|design|pick|define .. people|team|group .. before|first .. box|service|architecture|code
      choose .. groups|teams first
      inverse|reverse conway & team|design|architecture|manoeuvre|maneuver|want|first
      conway .. say|mean|tell|predict|because|bite|applies|will & architecture|system|software|boundary|team|org|code
      organise|organisation|structure|cut|draw .. along|around .. team|journey|capability|value_stream|business|product line|team_line
      $split|line|boundary|border|cut .. along|match|follow|around .. team|group|team_line|customer_journey|org
      two|2|if group|team must|have_to|need_to|chat|talk .. each|every|every_day|all release|daily
      if two|both group|team must|have_to|need_to_talk
      not|never .. frontend .. backend|dba
      not|no|do_not_want .. dba|qa|frontend team & feature|ticket|queue|hand
      loosely coupled team
      stream aligned & #|team of|plus|each
      align|match|map|draw|set .. service|boundary|architecture|lines|cut & team|organisation|groups
      org|organisation|company|teams .. ship|copy|mirror|reproduce|produce|replicate|leak & structure|communication|design|architecture|chart|system
      org chart & design|architecture|code|leak|system|teams
      communication structure|path|line
      team|people first .. then|before .. architecture|service|boxes
      reverse|inverse & conway|team|organisation|manoeuvre
      around|along|by business|product? capability|domain & team|organise|reorganise|align
      technical|by layer|tier & team|feature|capability|rather|instead
      boundaries .. team .. boundaries
      service boundaries & team
      architecture|system|code|design .. look|end_up|resemble .. reporting|org|team|department|company
      reporting line
      boundary|service .. cut across team|organisation
      cut across team|groups
      meeting .. each|every change|release
      communication path|patterns & software|system|interface|architecture|code
      boundaries .. match|align
      team .. boundaries & service|match|align|same
      change|each .. become|is .. negotiation
      way|how .. people|teams|we|they organised|talk|work|sit|structured .. show|appear|end_up|visible|become|mirror .. code|system|software|architecture|design
      people|teams|organisation .. show|appear|visible .. in .. code|system|software|design
    `),
    names: lines(`
      conway
      conways law
      team topologies
      two pizza
      inverse conway
      org structure|chart
      stream aligned
      platform team
    `),
    explainedBy: ['reason'],
    opposite: 'ignored',
  },
  {
    id: 'release-without-asking',
    signal: 'conway',
    title: 'Teams release without waiting for one another',
    says: lines(`
      $group|people|engineer .. $release .. $independently
      hint: $independently & $release & $group|people|squad|own_change
      $group .. wait|blocked|stuck|stand|queue .. for|by|behind|on .. $anyone|release|each_other|gateway|platform|door|change
      $wait .. for|on|behind|by .. another|other|each_other|someone_else|somebody_else|one_another|one_team|gateway_team .. team|group|release|deploy|change|squad|queue?
      $group|groups|teams .. do_not|not .. wait .. for .. one_another|each_other|anyone
      $group .. move|change|work|finish|test .. alone|on_own|on_their_own|$independently|own .. change|pace?
      own change live
      another|other_team|group .. change|deploy|release .. broke|block|held
      team|group cannot|can .. $release .. without .. other|another|gateway|asking|coordination|meeting|each_other|anyone
      $release without .. asking|coordination|waiting|talking|meeting|permission|other_team
      without .. asking|coordination|waiting|meeting & team|group|deploy|release|ship
      team .. independent & release|ship|deploy|asking
      release train
      deploy .. queue|conflict|coordination & team
      tripping|step over|on_each_other|one_another|toes
      ready to ship & can_not|blocked
      queue behind .. team
      # team .. queue|wait
      # team .. one|same|single .. release|deploy|pipeline|repo & wait|block|conflict|coordinate
      feature needs|takes # team|queues
      independent|autonomous team .. $release
      blocked .. releases|deploys
      held up & team|group|release
      deploy|release|ship & own|independent|independently|whenever|without & schedule|pace|team|waiting|asking|coordination|train
      release train|branch|calendar|window & team|blocked|everyone|wait|own
      blocked|waiting|stuck & team & release|merge|branch|deploy|each_other|another|other
      team & block|wait|coordinate & each_other|another|other|one_another|release|everyone
      autonomous|independent|decoupled team & deploy|release|production|own|without
      coordination & deploy|release|team & without|cost|less|no|reduce|overhead|avoid
      merge conflict & team
      never|not .. ask .. $anyone|team|b|permission .. release|deploy|ship
      team .. never|not .. ask|wait|need .. team
      ask .. team|permission .. to release|deploy|ship
      free|able|allowed to .. ship|deploy|release .. when|whenever|without|on
      meeting .. each|every|for change|release
      independent from|of & team|nobody
      authority|able|freedom|free|autonomy .. deploy|ship|release & without|own|component|independently
      coordination meeting
      independent pipeline|deployment|releases & team|wait|otherwise|own
      wait .. for .. slowest
      deploy|ship|release .. when .. ready
      handover|handoff & team|lead_time|qa|ops|delay|dominate|wait|slow
    `),
    names: lines(`
      independent deployment & team
      team independence
      deploy independently
      many|multiple|several independent? team
    `),
    explainedBy: ['reason'],
    links: ['blocked-releases'],
  },
  {
    id: 'on-call-arithmetic',
    signal: 'conway',
    title: 'Who is woken, and how often',
    says: lines(`
      $oncall & rotation|rota & # person|one|each|two|six|team|sustainable|of
      rotation|rota of|is|with|needs|has .. #|one|single
      #|one person .. rotation|rota|on_call|pager
      on_call|pager|oncall & week in|#duration|every #|nobody|holiday|quit|burn|sleep|sustainable
      week in #|six|four|five
      every fourth|third|second|other|sixth|fifth week
      wake|phone|pager|page & $hour
      wake up? .. at|in|by? .. $hour
      nobody|no_one .. holiday|on_call
      carry|hold .. pager|phone
      get .. phone|phone_call|paged .. at|when|three
      answer .. pager|phone
      get call .. three|night|when|morning
      phone call & break
      paged for|by .. own|module|service|its|their
      hint: take turns
      share .. rota|rotation|pager|on_call
      pager included
      on call & $group|person|engineer & own|understand|code|did_not|wrote|every
      one on call
      alert & $person|holds|whoever & surprise|every|phone
      # page|alert per|each week|night
      fewer .. woken
      fewest|fewer|less .. page|alert|on_call
      on_call|pager|rota|rotation|paged & team|person|engineer|service & sustain|sustainable|humane|size|need|minimum|least|carry|alone|cannot|own|breaks|share
      # on_call|rotation|rota
      rota|rotation & # & people|engineers|minimum|least|week
      cannot|not|nobody be on_call for
      paged|woken|called when .. breaks|fails|down
      carry .. pager|phone
      burn|burnout .. out & on_call|pager|rota|rotation|alerts
      one week in # & on_call|rota|people
      holiday|vacation & outage|maintainer|on_call|alone|covers|nobody
      answer .. pager
      # people & on_call|rota|rotation|pager
      rotation|rota|on_call & #|five|six .. engineers|people & burn|least|need
      burn out
      alert & night|own|team
      night|weekends & team|own|woken|on_call|pager
      be on call for
    `),
    names: lines(`
      on call
      oncall
      pager
      you build it you run it
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'bus-factor',
    signal: 'conway',
    title: 'Nothing hangs on one person',
    says: lines(`
      bus factor .. one|1|of|is
      hint: only|single|one one? person|engineer|maintainer|owner|who|dev .. fix|knows|understand|can|service|each
      hang|depend .. on|from .. one|single person|engineer
      $person .. left|quit .. knowledge|knows|goes|nobody|no_one
      knowledge .. leave|lost|gone
      service .. single maintainer|owner|engineer
      one engineer|person per|each|every_service
      single|one maintainer
      any: no|nobody|not else .. fix|understand|knows
      drawn|built|written by .. people who left
      only $person|dave|bob|alice|anna|one understands|knows|maintains
      single person|engineer|developer|point & knowledge|understands|knows|maintains|service|owns|risk
      one person|engineer|developer & leaves|vacation|holiday|sick|quits
      lone|sole|only maintainer|owner|expert|engineer|developer
      $person & leave & knowledge
      key person risk|dependency
      one|single person .. maintain|owns|runs|knows
    `),
    names: lines(`
      bus factor
    `),
    explainedBy: ['reason', 'number'],
  },
  {
    id: 'size-of-team-and-load',
    signal: 'conway',
    title: 'How much a team of that size can carry',
    says: lines(`
      keep|hold|fit .. in .. head
      #|five|six|eight engineer|folks|devs .. is|means|as|have|equals .. one team
      #|five|six|eight of us
      we|they|us .. have|is|only .. one team
      is|as|still one team
      #|five engineer|folk & # service|microservices
      hint: # each & service|look_after|things|people|engineers|on_call
      one team one backlog|rotation|rota|deploy|on_call|codebase
      two pizza .. limit|rule .. team .. not|rather
      two pizza .. limits? .. team & not|service|several
      team of #|five|six|seven|eight
      group of #|five|six|seven|eight
      # stream aligned
      # to? #? folks|engineer .. own|look_after|maintain|per_team|each
      hint: platform team|group of #
      cognitive load & #|limit|service|own|too
      more service than .. engineers|people|developers
      spend|cost|take .. people|engineer & product|platform|cluster|alive
      # $service & # engineer|people|developers
      # per|each head|engineer|person|developer
      # service & team|person|engineer & look_after|own|handle|manage|maintain|each|too
      small team & one|single|whole & on_call|pipelines|operate|codebase
      exactly|only|single one team
      only one team
      team|group of # to #
      # folks|engineers .. cannot|never .. operate|run|maintain|own|handle|support|manage & service|many
      cannot|too many .. services|many & people|engineers|team|five
      firefight
      # services .. per|for|each|by .. engineer|person|head|team
    `),
    names: lines(`
      team size
      small|large|big team
      headcount
      head count
      # engineers|developers
      more people|engineers|developers
      two pizza rule
    `),
    explainedBy: [],
  },
];

export const conwayContradictions: Contradiction[] = [
  {
    id: 'teams-do-not-matter',
    signal: 'conway',
    title: 'The organisation is declared irrelevant, yet it shapes every boundary.',
    patterns: lines(`
      any: team_structure|organisation|org structure|team .. not_matter|irrelevant|not_relevant|no_influence
      any: nobody|no_one|not .. need|have|has_to_own .. service|module|it
      everyone|everybody|anyone|all can|may|should change|own_everything|all|any
      any: on call .. not|never .. developer|our|my|engineer
      shared ownership of everything
      operations|ops team .. do|handle .. on_call|that
      management topic
    `),
  },
];
