import { lines, type Concept, type Contradiction } from '../concept.ts';

export const tradeOffs: Concept[] = [
  {
    id: 'money',
    signal: 'trade-offs',
    title: 'Money on both sides',
    says: lines(`
      #money & month|year|cost|bill|run|each|versus|engineer|infrastructure|database
      # per|each month|year & cost|bill|price|cluster|database|pay|run|hosting|engineer|money|invoice|cloud|managed|dollars|euro|together|mostly|nodes|total
      cost|bill|invoice|hosting|price|pay|spend .. #|#money|#multiple|#percent|thousand|hundred|few & month|year|machine|database|bill|higher|more|cluster|lower|versus|service|tooling
      #multiple|#percent .. bill|invoice|cost|price|hosting|lower|cheaper|expensive|money
      bill|invoice|hosting|cost .. #percent|#multiple|lower|down|go_down|higher .. split|lower|databases|to_call|success|version|of
      four|five|three|ten times|# invoice|bill|cost|price
      hint: #bytes .. month|day|year & cost|afford|grow|price|store|storage
      machines|servers|hardware|infrastructure .. not .. expensive .. people|part
      people|salary|engineers .. dwarf|expensive|most|bigger .. rest|machines|part|infrastructure|bill
      extra money buy
      can afford
      cost .. more than .. shop|itself|it_saves|it_gives|benefit
      cheap to run
      cost|expensive|bill|spend|price|budget & times|#multiple|three|double|twice|five & infrastructure|month|much|cloud|more|hosting|as
      # .. month|year .. versus|vs|against|compared|to #
      #money .. versus|vs|against #money
      infrastructure|cloud|hosting & cost|bill|cheaper|price & #money|#multiple|#|month|times|people|engineers|salary
      engineers|people|salary|time & expensive|cost|dominate & servers|machines|infrastructure|not|hardware|bit|part|than|cloud
      expensive|costly bit|part|thing & engineer|people|time|servers
      more people|engineers & month|#|operations|cost|platform
      #multiple|# times? .. infrastructure|hosting|cloud|cost|bill
      salary|payroll & engineer|platform|infrastructure|plus|month
      cost .. matter .. more
      machines|servers|hardware|computers .. cheap|cheaper .. people|engineers
      people|engineers .. not|is .. cheap|expensive|dear
      cost more to run|operate|host|keep
    `),
    names: lines(`
      cost
      costs
      price
      cheaper
      expensive
      budget
      bill
    `),
    explainedBy: [],
  },
  {
    id: 'people-and-latency',
    signal: 'trade-offs',
    title: 'People and milliseconds that it takes',
    says: lines(`
      cost|take|need|want|expense|require|eat|pay .. platform|plumbing|tooling|cluster|pipelines & team|engineer|folks|group|someone|full_time|#
      # engineer|folks|couple .. platform|plumbing|tooling|lights|full_time|pipelines|operate|babysit|cluster|alive
      one|couple|two|half|more|additional more? .. engineer|folks .. platform|plumbing|operate|tooling|lights_on|babysit
      platform team|group of .. expense|cost|nothing_but
      someone|somebody|people .. babysit|plumbing|lights_on
      keep .. lights on
      hop|jump|network .. add|cost|is|few|takes .. #duration|millisecond|thousandths
      hint: #duration|millisecond|ms .. per|each|every hop|call|request|jump|checkout|click
      hint: few|# milliseconds|ms .. each|per
      hop .. at|of #duration
      add|adding .. around|about|roughly? .. #duration
      cost .. millisecond|ms & call|request|hop|lookup|each|every|per
      hint: slower .. per|each|every|for|click|everybody|by & because|hop|jump|thousandths|but|quicker|list
      fifth|quarter|half|third of .. engineer|person|head
      morning|day|afternoon week of .. time
      hint: every|each feature|change .. takes|crosses .. longer|week|more
      operational .. cost|burden|complexity|overhead|simplicity .. for|because|so|one|engineer|people|against|each|separate
      every|each extra|additional|new service|process .. another|pipeline|dashboard|pager|database
      hop|network|call|service & add|adding|costs|extra & #duration|millisecond|ms|latency & each|per|every|two|few|fail|hop|way
      # engineer|people|team & platform|infrastructure|operate|kubernetes|tooling|plumbing|devops & cost|need|extra|full|more|month
      #|ten|more pipelines|dashboards|databases|deployments|runbooks|repos & pay|cost|complexity|overhead|operate|price|each|maintain
      operational|operations complexity|burden|overhead|cost|load & ten|pipelines|pay|price|more|because|service|dashboards|each|every|people|on_call
      network & latency|failure|serialization|hop & instead|function|in_process|adds|cost|every|price|pay
      network round trip
      round trip .. every|each|per
      add|adding .. latency|round_trip|hop|delay
      every|each extra|additional|new service|process|hop .. means|is|adds|another|needs
      somebody|someone has|needs to maintain|run|operate|look_after|own
      staff .. not|no|need|have
      # months|weeks|days & effort|work|new|rota|build
    `),
    names: lines(`
      latency
      complexity
      operational overhead|complexity
      network latency
      overhead
      engineering effort
    `),
    explainedBy: [],
  },
  {
    id: 'what-is-given-up',
    signal: 'trade-offs',
    title: 'What is given up for what is gained',
    says: lines(`
      $give .. is|i|we|of|that|accept .. we|that|shared|all|somebody|someone|you|i|duplication|lose|longer|one|each|extra|lag|another|everyone|everything|slower|repeated|some|which
      price .. i_accept|pay
      price|cost .. is_that|of_that|is .. somebody|someone|we|all|stolen
      accept|live_with|fine_with|willing & price|downside|lose|cost|duplication|drift|lag|stale|staleness|slower
      hint: could|can live with
      hint: for .. shop .. for .. bank
      hint: i|we .. accept .. this|that|it .. for|to|because
      give|giving up|away .. strong|acid|consistency|transactions|ability|joins|atomicity|simplicity|something|independence
      hint: give|giving up
      hint: what .. give|lose|loses|gain|get|buy .. up|is|for|we
      lose|loses .. something|separate|ability|joins|transaction|scaling|simplicity|atomicity|type .. but|gain|and|which|for
      hint: gain|get|win|buy .. but .. lose|loses|pay|cost|give
      lose .. gain
      trade $trade .. for|against
      trades .. for|against .. $trade
      hint: trade .. for|against
      in exchange|return .. for|we|each|group|you
      at .. price|expense|cost of
      trade off .. between .. and
      trade off .. is|means|here .. that|stolen|lag|latency|extra|more|freshness|slower|longer|between|lookup
      trade off & #duration|#money|#percent|because
      worth .. at|it|this|that|paying|nothing|fortune & not|size|was|team|people|now|for|because|ten|price|mail|at
      not .. pay|pay_that .. for .. mail|that|what|little|this
      is cheaper|cheap|simpler|easier|faster|quicker|dearer .. but|although|while|until|yet|at|and .. slower|harder|nobody|lose|costs|worse|after|expensive|everyone|everything|all|each|needs|more|less
      cheap .. but .. if|everyone|everything
      quicker .. and slower
      costs you
      cost .. is .. duplication|complexity|latency|lag|coupling
      safer & but|while|although|price
      convenient .. first|at_first .. later|by|month|but
      pro .. con .. because|is
      upside|advantage|benefit|plus .. downside|drawback|minus
      downside .. shared
      hint: two columns
      less coupling .. but
      slower to .. but|across
      downside|drawback|catch|disadvantage|penalty & is|that|of & eventual|stale|complexity|latency|duplication|slower|coupling|operational|consistency|lag|lock|one|shared|debugging|harder|extra|more|lose
      price|cost .. is eventual|stale|complexity|duplication|slower|coupling|lag|harder|latency
      gain|get|win|benefit|buy & lose|loses|pay|give_up|cost|sacrifice|price & but|and|while|in_exchange|for|at
      but .. you|we|it .. lose|loses|pay|give_up|sacrifice
      at|comes with? cost|expense|price of
      pay .. for|that .. with|in & complexity|latency|operational|money|consistency|pipelines|lag|by
      simpler|easier|cheaper|faster|quicker & but|however|although|though|while|yet & slower|harder|complex|expensive|one|means|couples|everyone|dependency|risk|lose|limits|creates|together|all
      easier|simpler to .. but .. dependency|creates|risk|central|bottleneck|couples|single|harder
      which|that i|we accept|can_live_with|tolerate
      accept .. since|because|as|for & stale|lag|nobody|cost|latency|risk|slower|delay
      creates dependency|bottleneck on|for & but|easier|which
      trade|exchange|swap & for|against & simplicity|autonomy|consistency|latency|speed|cost|money|availability|complexity|independence|freshness
      limits .. damage .. cost|price|more
      versus|vs & simpler|cost|latency|complexity|autonomy|team & but|lose|gain|pay|because
      pay with consistency|latency|complexity|simplicity|money|availability|freshness
      in return|exchange .. team|we|you|get|they|for
      slower|dearer|costlier & but|in_return|in_exchange|while|yet
      give|giving something up
      what|that i|we|you give up
      less|more coupling|independence|control|visibility & but
      keep .. forever|for_ever|longer & but|safer
      cheaper|simpler|easier|nicer|faster & to begin|start & but
      would be safer|simpler|faster|cheaper|easier .. but
      consistency|transactions|simplicity|isolation .. lost|gone & acceptable|accept|because|but|fine
      but|and add|costs|needs|puts|makes .. every|each|network|round|critical|dependency|latency|complexity
      immediate|instant|quick & but & slower|adds|critical|dependency|every|network
      whereas|while|but & cheaper|simpler|easier|dearer|slower|harder & teams|operate|independent|independently|move|autonomy|release
      consider|find that acceptable
      benefit|advantage|upside|gain & price|cost|downside|disadvantage|drawback
      pay .. plus
      matter|important more & cost|latency|autonomy|simplicity|us|now|speed
      critical path
      lose|loses|miss .. ability|option|possibility|chance|transactions|joins|freedom
      think|find|say that is|it fine|ok|acceptable|worth
      each|both|either .. has .. price|cost|downside
      its price
      one .. slower|harder|dearer .. other .. harder|slower|dearer
      safer|quicker|cheaper|faster|simpler|nicer but .. means|more|less|slower
      means more|less|extra
      $good & but|yet|however|although|though|whereas|only|at_risk & $bad
      $bad & but|yet|however|although|though|whereas & $good
      buy|sacrifice|spend|pay for|with? .. $trade
      buy|sacrifice|trade|exchange .. $trade|immediate|strong
      is|it|that not free
      at risk|cost|price|expense of
      speaks against it|this|that
      compared with|to .. more|less|need|longer|extra
      limits how
      pricier|dearer|costlier .. in|but|because
      nothing|not is|come for? free
      more work|effort .. but|up_front|upfront|initially
      not|no come free
      price|cost|downside|catch|drawback .. is that
      price .. is .. month|week|second|extra|table|system|more
    `),
    names: lines(`
      trade off
      tradeoff
      trade offs
      tradeoffs
      pros and cons
      advantages and disadvantages
      downside
      drawback
    `),
    explainedBy: [],
  },
  {
    id: 'what-would-change-my-mind',
    signal: 'trade-offs',
    title: 'What would change the decision',
    says: lines(`
      change|flip|move .. my|our|this $mind
      change course|sides .. if|when|once
      change .. mind|decision|answer|recommendation
      reconsider|revisit|rethink|re_evaluate|reevaluate|flip|switch|swap|reassess .. once|sides|as_soon
      would|what .. push|move|convince|tip|sway me|us .. other_way|is|other|over
      hint: other way .. evidence|if|when|is
      things|what that? would move me
      ask .. me|us again .. when|if|once|after
      different|other answer|decision|choice .. if|with|once|when|at
      hint: if .. then? .. i|we would flip|switch|reconsider|change|choose|go|pick|swap
      hint: until .. then .. stay|keep
      with one .. worth nothing .. with ten|many
      hint: pick|choose|take .. today|now .. and|but|until .. move|change|would
      decision .. expire|review|revisit
      as soon as .. money|second|team|third|it & take|would|choose|conductor|switch|wouldn|not_bother
      conductor .. as soon as
      hint: would not bother
      hint: for .. fine .. for|but .. not
      revisit|reconsider|rethink|re_evaluate|reassess|review & once|decision|later
      change .. mind & if|is|would|when|module|load|team
      would|will .. change|alter|reverse|flip .. decision|mind|answer|choice|design|recommendation
      answer|decide|choose|design|recommend differently|otherwise & if|with|at
      if|were|at|with # engineers|team|users & differently|different|reconsider|revisit|otherwise
      if .. grow|become|hit|reach|exceed .. would|then|i|we & revisit|reconsider|switch|extract|split|change|differently|move|choose
      i would answer|decide|choose differently
      only changes if
      reconsider|revisit|rethink
      answer|decision|choice|recommendation would|will|might flip|change|differ|reverse
      if .. constraints|requirements|situation|facts|numbers .. different|change|differ
      write .. down & reconsider|numbers|conditions|trigger|threshold|change
      go back on .. decision|choice|this
      decision & when|if|once & drops|grows|changes|rises|exceeds|more|falls
      choose|decide|answer|design differently
      choose|pick .. former|first|monolith|latter .. and switch|change|revisit .. if|when|once
      choose|pick|decide|do|answer .. differently|otherwise|other .. if|with|when|once
      preference|answer|choice|decision|mind|view would|might flip|change|differ|switch
      make sense only? once|when|if|with
      only .. make sense
      until then
    `),
    names: lines(`
      it depends
      depends on requirements
    `),
    explainedBy: [],
  },
];

export const tradeOffsContradictions: Contradiction[] = [
  {
    id: 'no-price-on-anything',
    signal: 'trade-offs',
    title: 'Something is said to have no price at all.',
    patterns: lines(`
      any: no|not|without .. downside|drawback|disadvantage|cost|trade_off
      any: cost|price|money .. not|no .. factor|matter|issue|concern|problem
      any: nothing .. change .. mind|decision
      any: not|no .. need .. compare|comparison
    `),
    unless: lines(`
      any: never_without|nothing_is|there_is_always|no_such|not_free|not_without
    `),
  },
];
