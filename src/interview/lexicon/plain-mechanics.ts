/**
 * How people put how a system moves, fails and is watched in plain speech, without the terms of the trade: pictures,
 * understatement, whole turns of phrase. By concept; the lexicon adds them to the concept's own patterns.
 */
import { lines } from '../concept.ts';

export const plainMechanics: Readonly<Record<string, readonly string[]>> = {
  // Data ownership
  'one-writer': lines(`
    live|lives|kept|stored .. in one|single|exactly place|service|spot|system & $data|address|price|name|truth|customer
    who|which .. own|owns .. row|table|column|field|customer|record
    only one|person|place|service|team .. who|that .. may|can|allowed|is .. change|touch|write|edit
    any: nobody|no_one|none but|except .. change|write|touch|edit
    one .. holds|has .. pen|pencil
    holds pen|pencil
    everyone|everybody|rest|others else .. ask|asks|copy|copies|note|read
    somebody|someone has|must to? be .. only|one|boss|in_charge
  `),
  'consistency-named': lines(`
    seconds|bit|little|moment|minutes behind .. and|we|say|fine|ok|should|tell
    can|may|might|could be .. seconds|bit|little|minutes .. behind|old|late
    yesterday|old|former|previous .. name|price|address|value|number
    say .. out_loud|so .. behind|late|old|stale|because
    not .. surprised .. when|if|by .. old|yesterday|behind
    $person|who|whoever .. changed|saved|wrote .. must|has|should .. see|get|find .. own|it|new
  `),
  'strategies-compared': lines(`
    write|writing|save|saving to? both|two & fail|repair|drift|differ|half|diverge|hurts|danger|risky|sync|either|one
    copy|replica|follower .. depend|tied|bound|married|stuck .. shape|columns|schema|tables|forever|old
    read|reading from copy|replica & quick|easy|depend|shape|behind|forever|columns
    follow|following|listen|listening|subscribe & message|event|changes & behind|late|lag|gentle|gentlest
    either|one|one_of_them may|can|might|could .. fail|succeed .. own|alone|itself|without|other
  `),
  'own-tables': lines(`
    cross|across schema|service|database|domain? query|queries|joins
    own drawer|cupboard|shelf|notebook|kitchen
    nobody|no_one|none .. rummage|reaches|peeks|goes .. in|into|through|behind .. drawer|table|tables|data|back
  `),
  'data-through-interfaces': lines(`
    ask|asks .. owner|them|it|team|door|desk .. or|and|instead|rather .. note|copy|table|keep
    keep|keeps|hold|take note|notes .. of|about .. what .. told|heard|announced|said
    what they|it|we were|was|are told
  `),
  'owner-authorises': lines(`
    whether .. this|that|it is .. your|yours|his|her|mine|their .. order|invoice|account|basket|record?
    for .. room|service|orders|owner|one .. to check|decide|know|say
    only it|they|orders|room|service|owner knows|can_know|can_tell
  `),

  // Migration
  facade: lines(`
    doorman|receptionist|traffic_cop|switchman|bouncer|porter|concierge .. in_front|front|before|decide|say|send|both|left|right
    hint: left or right
    old or new .. door|side
    stand|stands|sit|sits in_front|between|before .. both|old|two|them
  `),
  'gradual-sticky': lines(`
    one in hundred|twenty|thousand .. go|goes|see|get|right|new|first .. then|day|look|week
    then five .. then
    same .. every|each time .. same? .. customer|user|person|number|answer|side
    customer|user|account number|id .. through|into hash
    every time .. same|again
  `),
  'backfill-and-sync': lines(`
    fill|filled|load|seed .. new .. from|with .. old|dump|backup|snapshot|export
    drip|trickle|pour|feed .. every|each|all .. change .. since|then|after|into
    drop|ignore|skip|throw .. staler|older|stale .. than|what
    dump|snapshot|backup .. then|and .. change|changes|events|replay|catch_up
  `),
  'compare-both': lines(`
    both answer|answers|asked .. every|each|all|same .. read|question|request
    tally|count|note|write_down .. how_often|how_many|when|where|whenever .. differ|disagree|mismatch|two
    fingerprint|fingerprints|prints & both|sides|rows|match|differ|closer
    look closer .. only|where|when .. not|differ|match
    swap .. which|side|one .. customer|user|people .. get|see|answer
    zero|none|clean .. for .. week|day|days .. swap|switch|then|move
  `),
  'rollback-after-writes': lines(`
    going|go|way|roll|coming back .. only? .. easy|simple|possible|free|safe .. until|before|while|till .. first|someone|somebody|person|write|saved
    easy .. until .. first .. write|saved|save|order|change|person|customer
    after .. that|first_write|first_save .. old|place|system|one .. fed|kept|told|written
    old|previous|former place|side|one|system|database .. has_been|been|to_be|be|is|was .. fed|kept_warm|kept_fresh|told|filled
    copied|carried|written|sent back .. to|into|left|old .. moment|time|once|immediately|as_soon|left
    turn|send|move|bring .. everyone|everybody|people|users|all .. round|around|back .. nobody|nothing|no_one|without|gone|lost
    otherwise .. choose|choosing|choice .. between .. losing|lose|data
    nobody|nobody's|no_one|nothing .. order|data|change .. gone|lost
  `),
  'way-back': lines(`
    old|monolith|previous|former .. stay|stays|remain|remains|kept|keep|keeps .. running|alive|deployed|warm|in_place|ready
    keep old|monolith|previous .. running|alive|around|warm|deployed|ready
    switch|flag|toggle .. per|by|for user|customer|cohort
    goes|drops|falls|set|turn|dial .. to zero|nothing .. without|by_itself|automatically|on_its_own .. human|hand|person|anyone|us?
    dial|share|knob|switch .. to|back_to zero|nought|nothing
    three|few|handful .. unlucky|bad .. requests|calls .. should|must|do .. not
    at_least|minimum|# .. requests|calls|visits & broken|failed|errors|slow|sluggish & old|ours|side|both|zero|share
  `),

  // Failure modes
  'slow-is-worse': lines(`
    pick|picks up .. and|but .. say|says|nothing|silent
    line .. dead|busy .. hear|know|tell|at_once
    nasty|worse|worst|dangerous|real .. one|case|problem? .. is|when .. slow|hang|nothing|silent|answer|wait|pick
    nobody|no_one|none left .. to|for .. serve|answer|browse|else|others
    every|all .. holding|hold|stuck|wait|waiting .. receiver|phone|line|connection|thread|hand
  `),
  'timeout-first': lines(`
    hang|hangs|hanging up after|when|at|within .. #|two|seconds|while
    patience .. ran|runs|run|is out|over|#
    hang up
  `),
  bulkhead: lines(`
    never|not|no more than # .. be|on|at|in|hold|use|wait .. line|once|there|that|time
    no more than # & line|once|at_once|time|calls|connections|phones|waiting
  `),
  'bounded-retries': lines(`
    knock|knocks|ring|call|ask .. again .. at_most|once|twice|only|random|one
    only .. outermost|first|top|one .. knock|ask|call|try again
    three .. three|times .. three & knocks|times|27|twenty_seven|tries
    random moment|time|point|second
    already|lying .. on floor|knees|ground
    fewer|less than .. tenth|#percent|#|few & repeats|retries|attempts|again
  `),
  'degraded-answer': lines(`
    fail open|closed|soft|static
    keep|save|hold .. basket|cart|order .. and|then|say|tell|mail|later
    say|tell|show .. thanks|thank_you|got_it|got_your_order|on_its_way|later|mail
    get|gets mail|email|message .. once|when|as_soon
    pick|picks it|up|them up? later
  `),
  'unknown-outcome': lines(`
    any: no|not .. clue|idea|know|knowing|tell|say|way|telling whether|if|that .. card|money|charge|charged|hit|went|through|happened|done|payment|paid
    any: assume|assuming|guess|guessing .. not|no|failed .. twice|double|how|billed|charged|again
    ask .. them|bank|provider|processor|first .. before|first|using|with|what|whether
    did .. card|money|it .. go|get|went .. through|charged|or_not
  `),
  'breaker-window': lines(`
    # in row .. night|tell|tells|nothing|mean|means|few|only|calls
    normal|ordinary|quiet|usual week|day|night & fail|bad|errors & in|of|one|#
    at_least|minimum # .. in|of|before .. window|we|stop|opinion
    half|#percent|third of .. them|those|calls bad|failed|broken|wrong & window|stop|open|last|asking|calling
    each|every copy|instance|process|node|program|box .. own|keeps .. tally|count|score|books|opinion
    drag|take|pull .. all|every|# .. copies|instances|processes|nodes .. off|down|out
    jumpier|jumpy|twitchy|twitchier|lazier|lazy|touchy & shopper|customer|sick|hit|turn|away|for|nothing|seconds
  `),

  // Asynchronous work
  deduplication: lines(`
    safe|harmless|ok|fine .. run|process|handle|execute|apply|receive .. twice|again|repeatedly|more_than_once
    processed|seen|handled|applied ids|events|messages .. table|list|set|ledger
    shrug|shrugs|wave|waves off .. repeat|repeats|twice|second|same|duplicates
    shout|say|tell|send|hear .. twice|again|two_times .. listener|shrug|no_harm|harmless|fine|ignore
    sometimes|may|might|could .. twice|two_times|again
  `),
  'idempotency-key': lines(`
    number|id|key|name|reference .. we|it|they|client|phone .. gave|give|gives|made|makes|made_up|attached .. attempt|request|call|try|order|button|it
    make|made|invent|invents up? number|id|key|code
    same number|id|key|code .. show|shows|come|comes|turn|turns .. up|again|twice|second
    using|with|by .. number|id|key|reference .. we gave|sent|attached|put
    billed|charged|pay|paid|bill|charge twice|double .. how|that|is|people|assume|assuming
    hand|give|return|say .. back? .. what|same .. we|it .. answered|said|told .. first
    leave card|it alone
  `),
  outbox: lines(`
    relay & table|cleanup|publish|poll|rows
    tail|tailing|read|reading .. log|wal|binlog|transaction_log & change|changes|consumers|relay|publish|coupled
    publish|publishing|emit .. intent|facts|meaning .. not|rather|instead
    drawer|letterbox|mailbox|outgoing|tray|note & same|one save|breath|transaction|commit|write|step
    save .. one|here|there .. and .. shout|tell|announce|send .. another|there|other
    empties|empty|clears|picks .. drawer|tray|letterbox|outbox .. later|afterwards|then
    in same|one breath|go|step|save .. as|with|order|note
  `),
  'ordering-by-key': lines(`
    same|one lane|line|pipe|track|belt .. order|sequence|basket|one|other
    within|inside|in lane|line|track .. order|sequence|one_after
    between|across lanes|lines|tracks .. not|no|never|any
    down|into same|one lane|pipe|line|track
    clog|block|jam .. lane|line|track
  `),
  'dead-letter': lines(`
    box|pile|shelf|basket|folder at|on|to side|aside
    put|goes|go|lay|lays aside|to_side|in_box .. after|and|told|alarm|tries
    broken|bad|poisoned|cursed one|letter|message .. three|few|# .. tries|times|attempts
  `),
  compensation: lines(`
    goods|stock|items|things .. go|goes|put .. back .. on|to|in|shelf|warehouse
    no|not rewind|undo|ctrl_z|back button|key|across
    give|gives|hand|send .. money|stock|goods|seat .. back
    card bounces|bounced|declined|refused .. back|cancel|mail|shelf|stock
  `),
  'conductor-or-chain': lines(`
    clipboard|baton|conductor|foreman|director|coordinator .. tell|tells|says|next|others|who
    gets|holds|has clipboard|baton
    each .. listen|listens|hear|hears .. one|step .. before
    nobody|no_one .. tell|see|know|say .. where .. order|it|stuck|stands
    from # .. on|steps|up .. nobody|one|conductor|clipboard|hard
  `),

  // Observability
  'context-travels': lines(`
    id|number|tag|token|ticket|label|name|mark .. stamp|stamped|glued|attached|pinned|sticks|written|put|minted .. on|at|in|door|edge|entry|front|start
    stamp|glue|pin|stick|attach .. id|number|tag|token|ticket|label .. on|to|every|each|at
    everybody|everyone|each|all|every_service|they hand|hands|pass|passes|carry|carries|forward .. it|id|number|tag|ticket .. on|along|header|over
    hint: hand|hands|pass|passes it on|along
    headers .. messages .. log|logs|lines
    same number|id|tag .. log|logs|everywhere|all|every|each
  `),
  'reads-the-waterfall': lines(`
    everyone|everybody|all or|only .. one|some|those|customers|users|particular|certain
    which|what .. dependency|service|call|span|step .. account|accounts|explains|responsible|contributes
    slice|split|break|group .. percentile|p99|p95|latency|it .. by|per
    fat|long|longest|big|widest bar|block|stripe|line .. first|and|what|is|hole|holes|look|after
    holes|gaps|hole|gap .. between|parent|children|nobody|recorded|unaccounted|bars|then
    nobody|no_one .. recorded|wrote_down|accounts|explains
    parent .. open|long|takes|lasts & children|child .. cover|add|sum|only
    eating|eats|eat #|#duration .. nobody|recorded|unexplained
    read .. top to bottom
    bad|slow|ugly ones|one .. read|open|pull|look .. up|top|it|bars
  `),
  'sampling-decision': lines(`
    roll|flip|toss dice|coin .. once|front|door|start|pass|same
    hang|hold|keep .. on_to|onto|to .. everything|all .. cost|expensive|afford|at
    hang|hold on .. ones|errors|slow|bad|failed|blew|broken .. regardless|always|anyway|all
    one in # .. pass|outcome|decision|same|downstream|everybody
    blew up|took_longer .. hang|keep|hold|regardless|always
  `),
  'indicator-users-feel': lines(`
    median|p50|average .. fine|ok|flat|good & tail|p99|p95|slow|slowest
    tail .. grow|grows|suffer|suffers|long|hurts|latency
    how many|often .. checkouts|orders|requests|users|customers|people|clicks|pages & finish|succeed|complete|make_it|go_through|under|within|in_time
    share|fraction|part|percentage|number of .. checkouts|orders|requests|users|customers|people|clicks|pages .. finish|succeed|complete|make_it|get_through|under|within
    any: average|mean .. hide|hides|lie|lies|mask|blind|useless|nothing|misleads
    one person|user|customer .. in|out_of # .. stare|stares|wait|waits|spinner|slow
    stare|stares|look|looks .. at spinner|hourglass|blank
    woken|wake|paged|page|called|rung .. if|when .. dip|dips|drop|drops|fall|falls|under|below|goes|share
    dip|dips|drops|falls under|below #|#percent
  `),
  'watches-its-own-machinery': lines(`
    how far behind .. reader|consumer|slowest|we|it|they|in
    how old .. oldest|first|last .. message|letter|row|one|event|in
    before any|customer|our|users .. customer|user|they? .. notice|does|calls|complains|tell
    gets told|woken|mail|pinged when|if .. box|queue|pile|backlog|lag .. fills|grows|full|over|older
  `),
};
