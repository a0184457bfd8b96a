import { lines, type Concept, type Contradiction } from '../concept.ts';

export const conway: Concept[] = [
  {
    id: 'teams-own-services',
    signal: 'conway',
    title: 'A team owns what it builds, end to end',
    says: lines(`
      each|every|one|single|per $group .. own|owns|runs|run|gets|has|look_after|looks_after|responsible .. $service|slice|domain|module|area|data|piece|alert|part|what|folder|it
      $group .. own|owns|owning|looks_after|look_after|responsible|accountable|in_charge ... $service|slice|end_to_end|data|piece_of|what_they|what_it|alert|production|module|component|it
      own|owned|maintained|run by .. one|single|app|same|that|exactly $group
      owning team
      owned by .. $group
      build it .. run it
      hint: runs|run|operate|operates what_they|it build|ship|write|own
      who|whoever|team build|builds|built|write|wrote ... pager|call|phone|page|runs|run|woken
      end to end & $group|own|people|engineer
      code owners
      code owner
      $group .. slice|piece|area of business
      clear|one|single owner & $service|module
      each|every|no|any service|module|component|repo .. owner|owning|owned .. $group
      any: no service|module|component without .. owner
      any: without .. owner|owning_team
      $group .. may|might|can_own|run|look_after .. #|few|several|more_than_one|many
      give each|every $group
      hint: give $person|$group .. own
      hint: look|looks_after .. themselves|itself|own
      team .. behind it
      any: no|without owner
      one team doing|does it? all
    `),
    names: lines(`
      one|a? team per service|microservice
      each|every team .. some service|services
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
      system|software|architecture|code|design .. mirror|copy|reflect|follow|shaped|shape|resemble|look_like|take_shape|ends_up|end_up|tangled ... org|organisation|communication|group|team|people|chart|chat|talk
      mirror|copy|reflect|mirrors .. communication|org|organisation|team_structure|org_chart|reporting
      draw|choose|design|pick|define .. people|team|teams|group|groups .. before|first .. box|boxes|service|architecture|code
      choose .. groups|teams first
      inverse|reverse conway & team|design|architecture|manoeuvre|maneuver|want|first
      conway .. say|says|mean|means|tell|predict|because|bite|applies|will & architecture|system|software|boundary|boundaries|team|org|code
      organise|organisation|structure|cut|draw .. along|around .. team|journey|capability|value_stream|business|product line|team_line
      $split|line|boundary|border|cut .. along|match|follow|around .. team|group|team_line|customer_journey|org
      two|2|if group|team|groups|teams must|have_to|need_to|chat|talk .. each|every|every_day|all release|daily
      if two|both group|groups|team|teams must|have_to|need_to_talk
      not|never .. frontend .. backend|dba
      not|no|do_not_want .. dba|qa|frontend team & feature|ticket|queue|hand
      loosely coupled team
      stream aligned & #|team of|plus|each
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
      cognitive load
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
      $group .. wait|waits|waiting|blocked|stuck|stand|queue .. for|by|behind|on .. $anyone|release|each_other|gateway|platform|door|change
      $wait .. for|on|behind|by .. another|other|each_other|someone_else|somebody_else|one_another|one_team|gateway_team .. team|group|release|deploy|change|squad|queue?
      $group|groups|teams .. do_not|not .. wait .. for .. one_another|each_other|anyone
      $group .. move|change|work|finish|test .. alone|on_own|on_their_own|$independently|own .. change|pace?
      own change live
      another|other_team|group .. change|deploy|release .. broke|block|held|blocked
      team|group|teams can_not|cannot|can .. $release .. without .. other|another|gateway|asking|coordination|meeting|each_other|anyone
      $release without .. asking|coordination|coordinating|waiting|talking|meeting|permission|other_team
      without .. asking|coordination|coordinating|waiting|meeting & team|group|deploy|release|ship
      team .. independent & release|ship|deploy|asking
      release train
      deploy .. queue|conflict|coordination & team
      tripping|step|stepping over|on_each_other|one_another|toes
      ready to ship & can_not|blocked
      queue behind .. team
      # team .. queue|wait
      # team|teams .. one|same|single .. release|deploy|pipeline|repo & wait|block|conflict|coordinate
      feature needs|takes # team|teams|queues
      independent|autonomous team|teams .. $release
      blocked .. releases|deploys|deployments
      held up & team|group|release
    `),
    names: lines(`
      independent deployment & team
      team independence
      deploy independently
      many|multiple|several independent? team|teams
    `),
    explainedBy: ['reason'],
    links: ['blocked-releases'],
  },
  {
    id: 'on-call-arithmetic',
    signal: 'conway',
    title: 'Who is woken, and how often',
    says: lines(`
      $oncall & rotation|rota & # | person|people|one|each|two|six|team|sustainable|of
      rotation|rota of|is|with|needs|has .. #|one|single
      #|one person|people .. rotation|rota|on_call|pager
      on_call|pager|oncall & week in|#duration|every #|nobody|holiday|quit|burn|sleep|sustainable|#
      week in #|six|four|five
      every fourth|third|second|other|sixth|fifth week
      woken|wake|wakes|called|phone|phones|pager|page|paged & $hour
      woken|wake|woke up? .. at|in|by? .. $hour
      nobody|no_one .. holiday|on_call
      carry|carries|hold|holds .. pager|phone
      get|gets .. call|phone|page|paged .. at|when|three|for .. three|night|breaks|morning|module?
      phone call & break|breaks|broke
      paged for|by .. own|module|service|its|their
      hint: take|taking turns
      share .. rota|rotation|pager|on_call
      pager included
      on call & $group|person|people|engineer & own|understand|code|did_not|wrote|every
      one on call
      alert & $person|holds|whoever & surprise|every|phone
      # page|pages|alert|alerts per|a|each week|night
      fewer .. woken
      fewest|fewer|less .. page|alert|on_call
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
      hint: only|just|single|one one? person|engineer|maintainer|owner|who|dev .. fix|knows|understand|understands|can|service|each
      hang|hangs|depend|depends .. on|from .. one|single person|engineer
      $person .. leave|leaves|left|quit .. knowledge|knows|goes|nobody|no_one
      knowledge .. leaves|leave|lost|gone
      service .. single maintainer|owner|engineer
      one engineer|person per|each|every_service
      single|one maintainer
      any: no|nobody|not else .. fix|understand|knows
      drawn|built|written by .. people who left
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
      keep|hold|fit .. in .. head|heads
      #|five|six|eight engineer|people|person|folks|engineers|devs .. is|are|means|as|have|=|equals .. one team
      #|five|six|eight of us
      we|they|us .. have|are|only|is .. one team
      is|as|just|still|are one team
      #|five engineer|people|engineers|folks|folk|persons & # service|services|microservices
      hint: # each & service|services|look_after|things|people|engineers|on_call
      one team one backlog|rotation|rota|deploy|on_call|codebase
      two pizza .. limit|rule .. team .. not|rather
      two pizza .. limits? .. team & not|service|several|several
      team|teams of #|five|six|seven|eight
      group|groups of #|five|six|seven|eight
      # stream aligned
      #|# to? #? people|engineers|folks|engineer .. own|owns|look_after|maintain|per_team|each
      platform team|group of #
      cognitive load & #|limit|service|own|too
      more service|services than .. engineers|people|developers
      spend|cost|take|takes .. people|engineer & product|platform|cluster|alive
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
      any: team_structure|organisation|org structure|team|teams .. not_matter|irrelevant|not_relevant|no_influence
      any: nobody|no_one|not .. need|needs|have|has_to_own .. service|module|it
      everyone|everybody|anyone|all can|may|should change|own_everything|all|any
      any: on call .. not|never .. developer|our|my|engineer
      shared ownership of everything
      operations|ops team .. does|do|handle|handles .. on_call|that
      management topic
    `),
  },
];
