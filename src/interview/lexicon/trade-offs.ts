import { lines, type Concept, type Contradiction } from '../concept.ts';

export const tradeOffs: Concept[] = [
  {
    id: 'money',
    signal: 'trade-offs',
    title: 'Money on both sides',
    says: lines(`
      #money
      # a|per|each month|year & cost|costs|bill|price|cluster|database|pay|run|hosting|engineer|money|invoice|cloud|managed|dollars|euro|together|mostly|nodes|total
      cost|costs|costing|bill|invoice|hosting|price|pay|spend .. #|#money|#multiple|#percent|thousand|hundred|few & month|year|machine|database|bill|higher|more|cluster|lower|versus|service|tooling
      #multiple|#percent .. bill|invoice|cost|price|hosting|lower|cheaper|expensive|money
      bill|invoice|hosting|cost|costs .. #percent|#multiple|lower|down|go_down|higher .. split|lower|databases|to_call|success|version|of
      four|five|three|ten times|# the? invoice|bill|cost|price
      hint: #bytes .. month|day|year & cost|afford|grow|grows|price|store|storage
      machines|servers|hardware|infrastructure .. not .. expensive .. people|part
      people|salary|salaries|engineers .. dwarf|dwarfs|expensive|most|bigger .. rest|machines|part|infrastructure|bill
      extra money buys|buy
      can afford
      cost .. more than .. shop|itself|it_saves|it_gives|benefit
      cheap to run
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
      cost|costs|takes|take|need|needs|want|wants|expense|require|requires|eat|eats|pay .. platform|plumbing|tooling|cluster|pipelines & team|engineer|engineers|people|folks|group|someone|person|full_time|#
      # engineer|engineers|people|folks|couple .. platform|plumbing|tooling|lights|full_time|pipelines|operate|babysit|cluster|alive
      one|couple|two|half|more|additional more? .. engineer|engineers|person|people|folks .. platform|plumbing|operate|tooling|lights_on|babysit
      platform team|group of .. #|expense|cost|nothing_but
      someone|somebody|people .. babysit|plumbing|lights_on
      keep .. lights on
      hop|jump|call|calls|each_hop|network .. add|adds|cost|costs|take|takes|is|are|few|# .. #duration|milliseconds|thousandths|millisecond
      hint: #duration|milliseconds|ms|millisecond .. per|each|every hop|call|request|jump|checkout|click
      hint: few|# milliseconds|ms .. each|per
      hop|hops .. at|of #duration
      add|adds|adding .. around|about|roughly? .. #duration
      cost|costs .. millisecond|milliseconds|ms & call|request|hop|lookup|each|every|per
      hint: slower .. per|each|every|for|click|everybody|by & because|hop|jump|thousandths|but|quicker|list
      fifth|quarter|half|third of .. engineer|person|head
      morning|day|afternoon a? week of .. time
      hint: every|each feature|change .. takes|crosses .. longer|week|more
      operational .. cost|burden|complexity|overhead|simplicity .. for|because|so|one|engineer|people|against|each|separate
      every|each extra|additional|new service|process .. another|pipeline|dashboard|pager|database
    `),
    names: lines(`
      latency
      complexity
      operational_overhead|complexity
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
      $give .. is|i|we|of|that|are|being|accept .. we|that|shared|all|somebody|someone|you|i|duplication|lose|longer|one|each|extra|lag|another|everyone|everything|slower|repeated|some|which
      price .. we|i_accept|pay
      price|cost .. is_that|of_that|is .. somebody|someone|we|all|stolen
      accept|accepted|live_with|fine_with|willing & price|downside|lose|cost|duplication|drift|lag|stale|staleness|slower
      hint: can|could_live_with .. that|it|for
      hint: for .. shop .. for .. bank
      hint: i|we .. accept .. this|that|it .. for|to|because
      give|gives|giving|gave up|away .. strong|acid|consistency|transactions|ability|joins|atomicity|simplicity|something|independence
      hint: give|gives|giving up
      hint: what .. give|gives|lose|loses|gain|get|buy|buys .. up|is|for|we
      lose|loses|losing .. something|separate|ability|joins|transaction|transactions|scaling|simplicity|atomicity|type .. but|gain|and|which|for|but
      hint: gain|gains|get|gets|win|buy|buys .. but .. lose|loses|pay|cost|give
      lose .. gain
      trade|trades|trading|traded $trade .. for|against
      trades|trading .. for|against .. $trade
      hint: trade|trades|trading|traded .. for|against
      in exchange|return .. for|a|we|each|group|you
      at .. price|expense|cost of
      trade off .. between .. and
      trade off .. is|means|here .. that|stolen|lag|latency|extra|more|freshness|slower|longer|between|lookup
      trade off & #duration|#money|#percent|because
      worth .. at|it|this|that|paying|nothing|fortune & not|size|was|team|people|now|for|because|ten|price|mail|at
      not .. pay|pay_that .. for .. mail|that|what|little|this
      is|are cheaper|cheap|simpler|easier|faster|quicker|dearer .. but|although|while|until|yet|at|and .. slower|harder|nobody|lose|costs|worse|after|expensive|everyone|everything|all|each|needs|more|less
      cheap .. but .. if|everyone|everything
      quicker .. and slower
      costs you
      cost .. is .. duplication|complexity|latency|lag|coupling
      safer .. but|would be
      convenient .. first|at_first .. later|by|month|but
      pro|pros .. con|cons .. because|is|:
      upside|advantage|benefit|plus .. downside|drawback|minus
      downside .. is|shared|that|we
      hint: two columns
      less coupling .. but
      slower to .. but|across
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
      change|changes|changed|flip|move .. my|our|the|this $mind
      change course|sides .. if|when|once
      change .. mind|decision|answer|recommendation
      reconsider|revisit|rethink|re_evaluate|reevaluate|flip|switch|swap|reassess .. if|when|once|sides|at|as_soon
      would|what .. push|move|convince|tip|sway me|us .. other_way|is|are|other|over
      hint: other way .. evidence|if|when|is
      things|what that? would move me
      ask .. me|us again .. when|if|once|after
      different|other answer|decision|choice .. if|with|once|when|at
      hint: if .. then? .. i|we would flip|switch|reconsider|change|choose|go|pick|swap
      hint: until .. then .. stay|keep
      with one .. worth nothing .. with ten|many
      hint: pick|choose|take .. today|now .. and|but|until .. move|change|would
      decision .. expires|expire|review|revisit
      as soon as .. money|second|team|third|it & take|would|choose|conductor|switch|wouldn|not_bother
      conductor .. as soon as
      hint: would not bother
      hint: for .. fine .. for|but .. not
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
      any: no|not|without .. downside|downsides|drawback|drawbacks|disadvantage|disadvantages|cost|trade_off|trade_offs
      any: cost|costs|price|money .. not|no .. factor|matter|issue|concern|problem
      any: nothing .. change .. mind|decision
      any: not|no .. need .. compare|comparison
    `),
    unless: lines(`
      any: never_without|nothing_is|there_is_always|no_such|not_free|not_without
    `),
  },
];
