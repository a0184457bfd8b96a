/**
 * How people put what they choose, and for whom in plain speech, without the terms of the trade: pictures,
 * understatement, whole turns of phrase. By concept; the lexicon adds them to the concept's own patterns.
 */
import { lines } from '../concept.ts';

export const plainChoices: Readonly<Record<string, readonly string[]>> = {
  // Requirements and numbers
  'requests-per-second': lines(`
    teens|twenties|thirties|forties|fifties|hundreds|dozens|tens per second|sec
    hundred|dozen|handful|teens|twenties|tens per|each|every second
    # people|user|customer & # pages|clicks|times|things & second|day|evening
  `),
  'peak-factor': lines(`
    when everyone|everybody .. on|at .. sofa|once|home|same_time
    call it & over|times|evening|worst|busy|peak
  `),

  // Modular monolith
  'large-firms-do-it': lines(`
    shopify|google|facebook|meta|stack_overflow|basecamp|github|etsy|instagram & one|single|same & repo|repository|codebase|app|application|monolith|program
    shopify|stack_overflow|basecamp|github|etsy .. thousands|hundreds|# .. in|on|with
  `),
  'enforced-boundaries': lines(`
    build|ci|compiler|pipeline goes|turns|is red .. when|if .. climb|reach|import|cross|cheat|touch
    cannot|can_not .. cheat|climb|reach_over|sneak .. build|compiler|ci|because|red
  `),
  'merge-back': lines(`
    ship|deploy|change|release together .. not|never .. two|separate|services
    glue|fold|pull|bring .. back .. into|together
  `),

  // Conway and teams
  'on-call-arithmetic': lines(`
    awake|get_up|out_of_bed|up|sleep .. at|in|through? .. $hour
    hold|holds|carry|have pager|phone .. week in #|month|five|six
    $person .. nights|sleep .. caps|limits|decides|count|matter
    rota .. need|needs|takes|wants .. #|five|six|several
    # folks|people|souls|engineers .. worth of nights
    needs|takes $person awake|up
    their|its|own night|nights|weekend
  `),
  'teams-own-services': lines(`
    who .. call|phone|ask|ring .. when|if .. break|down|fails|dies|wrong
    one backlog
    # $group & # thing|service|piece|part|box|app|program & own|owned|look_after|run|carry|give_or_take
    # $group means|gives|can|get # thing|service|piece|part|owners
    whoever|who_ever|you wrote|made|broke|built|ships it .. fixes|fix|gets|wakes|answer
    can be owned
    from button|screen to table|row|database
  `),
  'release-without-asking': lines(`
    $group|everyone|everybody .. compete|queue|fight|line .. for|over|up .. it|slot|change|place|attention|them
    shared component|service|thing|place|team .. backlog|bottleneck|queue
    two|several|multiple|many $group .. edit|touch|change|work|commit .. same code|files|module|repo|codebase
    step|stepping|tread|treading on .. each_other|others|anybody|everybody|toes
    same|one|shared release|deploy train|slot|window|bus
    book|ask .. people|team|folks|crew .. to ship|release|change
    ready|done|finished .. could|can not|never .. go|ship|release|deploy
    ship when|whenever .. ready|done|like|want
    queue|queueing|line|lining up? for|at .. train|release|door|slot
  `),
  'architecture-mirrors-organisation': lines(`
    who|which people|groups|teams|persons .. must|have|has|need .. coordinate|talk|agree|meet|sit
    feature|change needs|requires|takes|touches|involves .. #|two|three|several $group
    cut|boundary|line is wrong|misplaced
    cut|boundary|boundaries|lines .. follow|follows|match .. what|how|where .. customer|user|people
    end|wind up with .. exactly? .. those|these|three|four|same .. layers|pieces|walls|boxes
    one $group doing|for .. one? .. doing|for .. layer|screens|tables|frontend|backend|database
    cut|slice by what .. customer|user|people does|do|want|buy|need
    every|each feature|change .. crawl|goes|travels|passes .. through .. all|every|three|them
    who talks|speaks to whom|who
  `),
  'bus-factor': lines(`
    if $person|he|she|they .. hit|run_over|leave|quits|sick|lottery .. nobody|no_one|we|stuck
    two|several|more_than_one people|persons|engineers .. who? .. know|understand
    only one .. who .. knows|understands|remembers
  `),
  'size-of-team-and-load': lines(`
    as many|more|fewer .. $service|deployables|things .. as|than .. people|humans|engineers|teams|heads|groups
    more services|programs|parts|boxes .. than teams|squads|groups|crews|people|heads
    # $group|rotas|people|engineers can|could run|carry|own|feed|keep .. #
    cannot|can_not .. look_after|feed|babysit|keep_alive .. that many|all|# 
    too few|little people|hands|heads .. for|to
    not enough people|hands|heads|souls .. for|to
    # folks|people|engineers .. # programs|things|boxes|services|apps
  `),

  // Trigger for a split
  'measured-pain': lines(`
    look|pull|study|analyse|check|read|collect .. history|tickets|incidents|post_mortems & which|what|where|most|before
    if .. nothing|none .. stands_out|stand_out|shows|hurts
    which|what .. stands_out|stand_out|shows_up|show_up .. most|often
    any: not|nothing|none .. mentioned|told|said|heard|given|see|seen .. team|teams|component|pain|problem|need|reason|sign
    any: not see|seen|hear|heard|find anything|reason|need|sign|evidence
    gap|number|figure|that .. is .. argument|case|evidence .. not
    do|does|did|is .. we|there .. even? have .. problem|pain|trouble
    what|where .. hurt|hurts|hurting|aches|painful
    any: not .. fashion|fashionable|hype|trend|trendy|resume|cv|cool|netflix
    premature|prematurely .. split|extraction|extract|cut|distribute|service
    too early|soon .. split|extract|cut|for|to
    last resort|option
    which|what pain .. remove|go|away|cure|solve
    any: not|no .. touch|move|cut|split|take|start .. until|unless|before|till .. someone|somebody|anybody|it|something|we .. show|hurt|can|point|measure|prove|see
    until|unless|till .. $person|it|something .. shows|show|hurts|aches|bleeds|prove
    what|which problem|pain .. are|do|does|would|is .. solve|solving|fix|fixing|have|it
    any: not .. reason|argument|excuse .. by .. itself|alone|own
    earn|earns|earned|deserve its|their|his? own? place|keep|way|box|life|existence
    has|have|must to? earn
    chart|graph|number|metric|dashboard|profile .. in trouble|red|says_so|tell|point
    live together|stay|remain together .. until|unless|till
    symptom .. before|first|what
    i|we .. count|count_it|tally|measure .. over|for|last|past .. month|quarter|week
  `),
  'different-load': lines(`
    compete|competing|fight|fights|contend|contends .. for|over .. cpu|cores|memory|resources|connections|processor
    different|bigger|larger|other appetite|hunger
    chew|chews|gobble|swallow|munch|eat .. through|up? .. $hot|processor|machine|box|server|everything
    while .. rest|else|others .. idle|asleep|bored|twiddle|nothing
    wants|needs|need gpu|gpus|graphics|graphics_card
    one corner|area|piece .. eat|need|want|use|swallow|takes .. times|#multiple|ten
  `),
  'blocked-releases': lines(`
    time|days|hours|minutes .. between|from .. merge|commit|merged .. production|release|live|customer
    wait|waiting|waited|waits .. on|for .. shared|other|common|somebody .. suite|tests|team|pipeline|build
    in each_other|one_another way
    getting|get in .. way
    ready|finished .. change|work|feature|code? .. sit|sitting|wait|waiting|lying|stuck|parked|rotting .. because|for|behind|while
    ready|finished & could_not|can_not|cannot .. go|ship|release|deploy|leave
    how often|many|many_times .. ready|blocked|wait|waiting|stuck|held|finished|queue & team|crew|squad|group|change|release|deploy|feature|people
    third|half|quarter|four|three|five out_of|of|in ten|time|times|weeks|releases|changes & blocked|waiting|sat|stuck|ready
    because someone|somebody|another|other .. else? .. stuff|code|test|tests|change|part .. red|broken|late|not_ready|failing
    deploys|releases|deployments block|blocking|blocked .. each_other|one_another
    queue|queueing|standing|lining for train|release|merge
  `),
  'cheaper-first': lines(`
    first .. and only if|when|then .. not|still|does
    own worker|pool|role|queue .. first
    only if|when that|this .. not|does_not .. calm|help|enough|fix|work|cure
    exhaust|exhausted|out|used_up .. of? options|tricks|ideas|remedies
    before .. new|separate|another|extra service|program|deployable & add|try|check|look|tune|cache|index|queue
    service|splitting|extraction .. is .. last resort|option|thing|step
    low hanging fruit
    $cheaper|merge_train|merge_queue|worker|bigger|fatter|tests .. did not|never .. cure|solve|cut_it|do_it|save|change
    already|have moved|bought|added|tried|put .. queue|worker|bigger|fatter|cache|index|instance|machine|box|replica .. and .. still|not|enough
    still|even_then not|isn enough|better|fast
    fatter|beefier|stronger|larger|bigger instance|machine|box|server .. first|already|before|and|is|costs|would
    cheaper|easier|simpler .. thing|step|move|way? to fix|try|do|cure .. than|first
    fix|look|speed .. at? .. pipeline|tests|build|queries first|before
    first .. look at|fix .. pipeline|tests|query|index|build
    same program|code|codebase|image .. other|second|different .. job|role|worker|process
  `),
  'isolation-or-runtime': lines(`
    take|drag|pull|bring .. till|checkout|shop|rest .. down .. with .. it|them
    keep|keeps crashing|dying|falling .. take|till|rest|with_it|shop
    native library|binary|code
    run apart|separate .. because|since|as .. gpu|crash|library|language|runtime|law|auditor
    auditor|regulator|lawyers|law .. want|ask|insist|demand .. separate|apart|fence|wall|away
  `),
  'order-of-extraction': lines(`
    most|frequent|highest|often churn|change|changes|changed|commits|touched
    changes|changed|touched .. most|every_week|daily|often & first|start|take|candidate
    leaf|edge|harmless|boring .. nobody|no_one|nothing waits|depends|cares|notices|on_it
    if .. botch|break|mess|screw|get_it_wrong|fail .. late|nobody|only|some|harmless|survive
    practise|practice|rehearse|learn .. routine|drill|moves|steps|how .. on|with
    hint: till|until .. end
    money|payments|checkout|till .. last|end
    hint: something harmless|small|boring|unimportant
  `),

  // Cost and trade-off
  money: lines(`
    double|doubles|triple|triples|halve|halves .. bill|cost|costs|price|spend|invoice
    # headcount|hires|salaries|fte|ftes
    costs|cost .. day|week|afternoon .. other|versus|against|while|and costs? .. quarter|month|year|months
    # thousand|hundred|grand|k|euro|dollars .. month|year .. salary|salaries|people|before|hosting|bill
    salary|salaries|wages|payroll .. before|more|than|month|year|of
    # euro|dollars|bucks|pounds .. more|less|extra? .. month|year
    bill and|but not|no meal|gain
    half|whole|one|two person|people|head|heads|salary|salaries .. to look|run|keep|operate|babysit|feed
  `),
  'people-and-latency': lines(`
    every|each additional|extra|new|more? $service|deployable|one|program .. bring|brings|carry|comes|drags .. own|with|certificates|alerts|upgrades|work
    ops|operations|operational|maintenance effort|work|load|time .. forget|underestimate|eat|takes|#|cost
    # day|days|hours|week per|each|every? month|week|quarter .. each|per|for|them|every
    eat|eats|consume|consumes|swallow|swallows|cost|takes .. whole|full|half|third|quarter|fifth .. person|team|engineer|of
    $person whole|entire|half summer|year|quarter|month|week|day|winter
    whole|entire summer|year|quarter|winter|autumn|spring
    full time job|work|person|people
    weeks|days|months|summer|time .. on plumbing|pipes|yak|glue|infrastructure .. rather|instead|not|than
    another|one more thing|place|part|box .. can|could|may|might .. be .. down|asleep|broken|fail|sick
    extra|another|one_more round trip|hop|call .. accept|pay|each|every|for|costs
  `),
  'what-is-given-up': lines(`
    makes|keeps|gives|avoids|lets|gets & but|however|yet|though|although|while & becomes|means|depends|everyone|nowhere|window|extra|another|dependency|lose|coupled|touching
    faster|earlier|stricter|tighter|sooner|lower|shorter|more .. produce|cause|bring|give|mean|lead .. more|less|fewer
    accept|tolerate|allow # per|each|every
    alternative|other would|will .. consume|eat|cost|need|take|double
    rather|better .. be|have|lose|wait|take|sell|show|serve|pay|get|see|say ... than
    prefer|choose|take|favour|pick & over|than & $trade|lost|wrong|stale|duplicate|down|freshness|correct|correctness
    cheap|easy|simple|quick|trivial to .. expensive|hard|painful|difficult|slow|tedious|dear .. to
    risk .. we|i take|accept|run
    worst case & accept|acceptable|fine|ok|live_with|lose|pay
    save|saves|spare|spares us|you|time|money|work .. but|at|yet|while|and cost|costs|pay|needs|adds|means
    more $thing|copies|hops|retries|partitions|steps|parts .. more|harder|slower|less|fewer $bad|pagers|pipelines|work|places|things|to
    what .. we|i|you .. lose|pay|sacrifice .. is
    overkill for|with|at|unless|until|because
    $person .. will|would|might|may|could .. complain|notice|grumble|annoyed .. but
    only pays|worth .. if|when|once|for
    catch|flip_side|flipside|snag|hitch|sting|rub|bad_news|dark_side|other_side_of_coin|back_side .. is|are|being|of
    lower|shorter|tighter|stricter|jumpier|smaller|earlier|faster|twitchier|aggressive & higher|longer|looser|lazier|larger|later|slower|relaxed & and|we|you|it|keep|then|for
    too low|short|tight|small|early|strict|jumpy|eager & too high|long|loose|large|late|lax|lazy|slow
    quickest|easiest|cheapest|simplest|fastest|gentlest|safest|freshest|nicest & but|though|although|yet|however|only|while & behind|depend|cost|slow|hurt|stuck|late|forever|hard|live|lose|repair|fragile|risk
    freshest|quickest|cheapest|fastest|simplest|safest|easiest|gentlest|strongest and .. hurt|hurts|cost|costs|slow|slowest|dearest|hard|hardest|risk|riskiest|most
    live|lives|living|put_up|cope with being|having|that|not|some|it|lag|delay .. behind|late|old|slow|because|for|lag
    swallow|stomach|tolerate|put_up_with|bear .. that|it|delay|lag|cost|extra|risk|because
    make|makes|force|forces|leave|leaves .. everyone|everybody|each|all|us|them|both .. wait|stuck|slow|slower|hold|block
    business|product|boss|management|owner|finance .. sign|signs|agree|accept|decide|say .. off|that|this|to|it|ok
    sign|signs|signed .. it|that|this? off
    what|thing i|we am|are? buy|buying|pay|paying|get|getting|gain|lose|losing|giving .. is
    i|we|you will|would|can|could|happily|gladly take|accept|live_with|swallow|pay that|it|this
    i|we would|will|can|could? take .. that deal|bargain|trade|price
    turn|turns|send|sends .. away|customers|shoppers|people .. for nothing
    price .. is|being .. that|each|every|we|you|they|somebody|someone|all
    all|only bill|cost|pain .. no|without meal|gain|benefit
    for .. that|this|which you|we|i get|gain|buy
    on .. one hand|side & other
    good|fair|bad deal|bargain
    not worth .. it|that|price|trouble|candle|pain|effort
  `),
  'what-would-change-my-mind': lines(`
    pay|pays off|back .. only|once|when|if|after
    only|not worth .. if|once|when|unless
    if|when|once .. grow|double|triple|reach|hit|pass|exceed|go_above|rise|drop|shrink & i|we would|will|can|could|move|split|switch|then|extract
    below|under|up_to # & above|over|beyond|past & engineers|people|teams|users|services|developers|folks
    make|makes me|us .. change|switch|split|reconsider|different
    convince me|us
    would only split|move|switch|change|extract|merge|pay|buy .. if|when|once|after
    wrong|different|other answer|choice|decision .. for|if|when|with|at
    think again|twice|anew|otherwise .. if|when|once|were|at
    i|we would think again|twice|otherwise|differently
    if|when|once & i|we would think|look again|differently|otherwise
    ask .. again when|once|if|in|after
    look|talk again .. when|once|if
    come back if|once
    different|other|another story|matter|conversation|game|discussion|question|picture .. if|when|once|with|at|then
    that .. changes .. when|once|if|as_soon
    changes|flips .. when|once|if|day .. we|team|load|more|grow|hire
    day|moment|minute .. we|i|you|two|they|that|it .. would|will|start|move|switch|split|change
    if .. grew|doubled|tripled|became .. i|we|then would|will|might
    deal breaker
    stays|stay|keep|keeps .. till|until|unless .. show|shows|hurts|prove|grow|bigger|than
    i|we would stop .. once|when|if|as_soon|at
  `),
};
