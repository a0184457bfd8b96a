import { lines, type Concept, type Contradiction } from '../concept.ts';

export const failureModes: Concept[] = [
  {
    id: 'timeout-first',
    signal: 'failure-modes',
    title: 'A timeout on every call, within the caller’s deadline',
    says: lines(`
      timeout|time_out|deadline .. #duration
      #duration timeout|deadline
      timeout .. first|below|shorter|lower|less|under|tighter|every|each|short .. caller|deadline|everything|call|upstream|than|all|budget|hop
      first|short|tight|strict|aggressive|shorter|connect|per call timeout
      deadline .. pass|propagate|down|header|through|each_hop|caller|share|subtract|budget|has|stop
      pass|propagate|carry .. deadline|remaining_time|time_budget
      hint: stop|give|cap|limit .. waiting|up .. early|after|within|at|#duration|how
      stop|quit waiting
      cap .. waiting
      not|never|no .. wait .. forever|longer|more_than|ever|endlessly
      not|does_not_answer .. within|in|after .. #duration
      hint: #duration .. stop|give_up|fail|move_on
      hint: one second|#duration|whole|total in total|budget & hop|request|subtract|whole|each
      hint: give up at|early|after
      fail fast|quickly|immediately .. instead|rather|so|because|than|not|when
      no no? straight away
      when nobody|no_one .. listening|waiting
      short patience
      customer|caller has .. given up|gone
      timeout|deadline & every|each|all|any|shorter|below|caller|budget|#duration|propagate|remaining|outbound|remote|aggressive|tight|first
      timeout & fail|fast|wait|hang|threads|forever|slow|release|free
      fail fast & rather|instead|than|so|queue|wait|timeout|threads|when|dead
      wait .. forever|indefinitely|endlessly & not|never|instead|timeout|threads|rather
      bound|bounded|cap|limit .. wait|time|latency
      give|gives .. whole|entire|total request|call|checkout .. #duration|two|seconds|budget
      what is left|remaining
      whole request .. #duration|budget|deadline
      #duration .. whole|total|entire|end_to_end & request|call|hop|hops|budget
      hang|hangs|hung & connection|thread|waiting|holds|forever|timeout
      limit .. how_long|wait|waiting
    `),
    names: lines(`
      timeout
      timeouts
      deadline
      fail fast
    `),
    explainedBy: ['reason'],
    opposite: 'contradicted',
  },
  {
    id: 'breaker-window',
    signal: 'failure-modes',
    title: 'A breaker with a window, a threshold and a minimum',
    says: lines(`
      breaker|window|sliding|circuit .. window|calls|percent|#percent|minimum|threshold|failures|samples & #
      window .. of|over|is # & #percent|calls|samples|minimum|breaker|failure|seconds|rate
      threshold .. over|window|#percent|baseline|above|normal|trades|false
      #percent threshold|failure rate|errors|failures & window|calls|open|trip|breaker|baseline
      minimum of|number|# #
      at_least|minimum|min #|twenty .. calls|samples|requests & before|percent|opinion|trip|window|breaker|judge
      open|trip .. after|at|when|if .. #|#percent|few|handful|five|failure|error
      after|handful|few|five|# .. fail|failures|errors|those|timeouts .. in row|within|#duration|stop|open|not_even|trip
      after .. handful|few|five|# .. row
      in row .. stop|not|open|trip
      hint: not|stop|do_not .. even? ask|call|trying|send .. any_more|anymore|for #duration|half|while|it
      stop calling|asking|sending|trying .. for|after|it|them|until|downstream
      when .. it .. would|has tripped
      would|has .. trip & day|incident|never|replay|setting|good|calls
      replay .. calls|history|traffic_through|against|settings
      consecutive failures & #|count|low|few|percent|percentage
      slow calls .. count
      too twitchy|sensitive|lazy|eager
      false alarm|positive|trip
      per instance .. because|rather|not|so|own|shared|each
      each|every instance|copy|process .. decide|own|trip|its_own
      share .. verdict|state|breaker .. dependency|hop|network|redis|cut|everyone
      state in redis
      baseline .. error|failure|latency|rate
      4xx|400 .. not|do_not|never .. count|failure
      not|do_not .. count .. 4xx|client_errors|declined|caller
      caller|client|card fault|mistake|declined
      not .. other side fault
      late answer|result|response .. not|must|never|flip|change|ignored
      breaker .. not make|do_not
      breaker opens .. so|and .. fail|caller|fallback
      breaker|circuit & trip|open|stop & #|percent|half|failures|errors|window|calls|last|threshold|seconds|probe
      more than|over .. half|#percent .. of .. calls|requests|last & fail|errors|trip|open|stop
      half|#percent of .. last|recent .. calls|requests .. fail
      last # calls|requests & fail|error|failure|rate|half|#percent
      failure|error rate & threshold|window|exceeds|above|over|#percent & open|trip|breaker|stop|calls|window|minimum
      stop .. calling|sending|asking|hitting .. it|them|service|payments|for|until & seconds|while|after|recover|probe|fails|failures|back
      enough|minimum|sufficient sample|calls|requests|data|volume & window|before|percent|trip|open|meaningful|noise
      low traffic & percent|percentage|window|samples|minimum|count
      count & 4xx|5xx|timeouts|slow|declined|failure & failure|not|as|only|breaker
      local|per_instance|shared|global|central|distributed & breaker|state & redis|network|instance|dependency|own|coordination|partition
      error|failure ratio|rate .. above|over|exceeds .. #percent|half & stop|open|trip|seconds
      stop|stops|stopped sending|calling
    `),
    names: lines(`
      circuit breaker
      breaker
      hystrix
      resilience4j
      polly
    `),
    explainedBy: ['reason'],
    links: ['degraded-answer'],
    opposite: 'contradicted',
  },
  {
    id: 'one-probe',
    signal: 'failure-modes',
    title: 'One probe decides whether it closes again',
    says: lines(`
      half open .. one|single|let|probe|trial|not|few|allow
      hint: one|single|exactly|only probe|trial|test|one|try|request|call .. through|half_open|see_whether|back|closes|to_see|if
      hint: let|send|allow .. one|single|exactly .. through|probe|trial|call|request|try
      exactly one through
      hint: see|check|test_whether .. back|recovered|alive|returned|again
      probe .. not|all|same_moment|herd|instances|every|jitter
      few|some|# successes .. before|close|to
      wait #duration .. before|then|and|plus .. probe|try|trial|let|jitter|again
      half open & #|one|single|trial|probe|stampede|recover|request|call|close|limited|few
      single|one|trial|test|probe request|call & through|recover|close|after|seconds|see|half|open
      after .. #duration & let|try|allow|send|probe|test & one|single|few|again|through
      stampede|thundering_herd|hammer & recover|one|probe|trial|service|up|back
      periodically|occasionally .. probe|test|check|try
      one|single request|call .. gets|allowed|goes|let to? check|through|probe|test|try
      every .. half minute|seconds|#duration .. one|single
    `),
    names: lines(`
      half open
      probe
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'bulkhead',
    signal: 'failure-modes',
    title: 'A limit, so that one slow dependency cannot take the rest along',
    says: lines(`
      bulkhead .. at_most|#|per|hold|limit|only|around|keeps
      own|separate|dedicated|small|isolated .. pool|limit|thread_pool|threads|connection_pool|semaphore & call|dependency|destination|so|each|small|payment|these|slow|other|every
      $limit .. concurrent|in_flight|parallel|hang|pending|at_once|wait_at_once|connection|outstanding
      $limit .. how many .. wait|hang|calls|at_once|may|pending|concurrent
      at_most|no_more_than|only # .. $pool|calls|requests|concurrent|at_once|connections|in_flight
      hold|take|use .. at_most|only # .. connections|threads|our
      hint: can_not|could_not|must_not|never|so_one|not .. take|exhaust|starve|drain|pull|drag|bring .. down|pool|connection|rest|login|everything|others|all|checkout|front
      hint: take .. down with it
      not|must_not .. feel .. any|this|of|it
      rest|browsing|search|catalogue|others .. unaffected|keep_working|still_work|not feel|continue|stay_up
      blast radius
      shed load
      load shedding
      backpressure
      thundering herd
      isolate .. failure|slow|dependency|pool
      # .. pending .. shed|reject|503
      more_than|once # .. pending|in_flight
      own|separate|dedicated|isolated|limited|bounded thread|connection? pool|threads|connections
      thread|connection pool & own|separate|dedicated|isolate|each|per|so|limit|starve|payments|dependency|small
      isolate .. call|dependency|pool|payment|threads|failure & so|cannot|rest|others|starve|pool|own|thread
      starve|exhaust|drown|drag & rest|other|threads|pool|everything|shared|whole|connections
      bulkhead & starve|pool|threads|rest|isolate|limit|concurrent|one|only|sink|flood
      shed|reject|drop .. load|excess|requests|traffic & gateway|queue|overload|early|503|429|some|capacity|long
      some is better than none
      limit|cap|bound .. concurrency|concurrent|in_flight|inflight|parallel
      rest of .. shop|site|system|app|page & works|unaffected|continue|available|alive
      limit .. how_many|number|requests .. waiting|pending|concurrent|in_flight|at_once|wait
      losing|loss|failure .. should|must|does not|never .. take|affect|break|stop|touch|hurt
      not|never .. take .. with it
      not|never .. affect|take|hurt|bring & catalogue|rest|other|others|whole|checkout|browsing|login & payment|payments|provider|slow|failure|losing|down|dependency
    `),
    names: lines(`
      bulkhead
      rate limit
      isolation
      fault isolation
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'degraded-answer',
    signal: 'failure-modes',
    title: 'What the user gets meanwhile',
    says: lines(`
      hint: user|customer|shopper|page|people|they|we|checkout|buyer ... see|tell|show|say|get|message & order|pending|later|minutes|retry|again|cart|basket|mail|email|try|charge|confirmation|confirmed|processing
      $user .. see|told|get .. pending|message|we have|confirmation|order|error|degraded|clear
      store|save|accept|take|keep|mark .. order .. pending|later|as|and|but|anyway|charge|now
      order .. pending|accepted|confirmed_later|being_confirmed|awaiting|queued
      pending .. order|payment|status|state|user|mail|until
      accept .. charge|order|pay_later|now|anyway
      hint: charge|pay|collect|bill|money_later|in few|in_background|afterwards|when .. back
      we have|got .. your order
      hint: try again .. minutes|later|seconds|in
      keep|lose .. cart|basket
      basket|cart .. not_lost|kept|saved|safe
      hint: come back in
      fallback .. cache|stale|default|queue|shows|answer
      fall back .. to|cached|monolith|old|default|stale
      serve|show|return|use .. stale|cache|last_known|default .. when|if|data|value|price|keys|instead
      cached keys
      degrade|degradation .. path|gracefully|to|mode|by|read|feature & user|order|checkout|show|cached|without|share|hide|cart|still|what|alert
      product question
      hint: what .. shopper|user|customer .. see|get
      503 .. retry after
      429 .. retry after
      return|reply|answer|give .. 503|429
      hint: instead of hanging
      hint: polite
      hint: say please
      customer|user|shopper|they|page & processing|pending|email|mail|message|confirmation|notified|later|queued|retry|sorry|unavailable & order|payment|see|get|told|show|once|when|later
      hide|drop|disable|omit|skip .. box|widget|section|feature|recommendations|it|panel|reviews & unavailable|down|fails|checkout|carries|works|continue|still|when|if
      recommendations|reviews|search|analytics|suggestions .. unavailable|down|missing|fails & hide|checkout|carries|still|without|default|cached|empty|continue
      checkout|shop|site|browsing|purchase carries|goes|continue|still|keeps on|works|going|without
      payment|order pending
      pending & order|payment|email|later|settle|customer|mark|status|charge|processing|confirm
      mark|save|store|accept|place .. order|it|payment .. pending|later|unpaid|anyway
      settle|charge|capture|collect|bill .. later|asynchronously|afterwards|once|up
      degrade & order|pending|hide|cached|stale|instead|let|place|feature|page|read|without
      cached|stale|default & fallback|when|if|unavailable|down|serve|show|return|keep|use & data|value|price|response|result|catalogue|hour|copy|content|ones|keys
      friendly|clear|honest error|message|page & later|try|again|user|customer|cart|retry|show
      still .. browse|search|order|buy|shop|use|fill|check_out
      browse|browsing|cart|carts|catalogue & while|still|when & payment|out|down|unavailable|broken
      default|neutral|cached|empty answer|value|response|result & failure|fails|invisible|down|recommendations|non_critical|unavailable|call|calls
      non|not critical .. calls|call|features|dependency|path|parts & default|skip|hide|drop|optional|failure|degrade|fallback|off
      failure .. invisible|unnoticed|hidden|not_noticed
      come back later|in
    `),
    names: lines(`
      fallback
      graceful degradation
      degrade gracefully
      failover
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'slow-is-worse',
    signal: 'failure-modes',
    title: 'Slow is worse than down, and it spreads upstream',
    says: lines(`
      slow .. worse|kill|dangerous|than_down|different|harder|real problem|pile|hold|what
      down .. slow .. different|worse
      down is easy
      $pool|threads|connections|requests|calls .. pile|pile_up|exhaust|fill|run_out|blocked|tied_up|hang|held|stuck|wait|saturate up? .. waiting|upstream|checkout|for|until|because|and|slow
      upstream .. hold|wait|pile|connection|ends_up
      hint: hold .. connection|thread .. wait|open
      cascade .. upstream|through|failure|callers
      cascading_failure|failures .. where|starts
      ripple|spread|domino .. upstream|callers|everyone|services|whole
      everything|everyone|front_page|whole site|shop .. dead|ill|down|dies|stops|waits & it|slow|goes|when|until
      hint: when|if .. ill .. everyone
      hint: goes with it
      single point of failure .. so|run|three|least|instances|because|must|several|replicas|#
      hint: several of them|copies
      connection refused .. fail|fast|millisecond
      # serial|in_series|chain .. #percent
      #percent .. # .. #percent & serial|series|chain|services|hops|product
      availability .. product|multiply
      in series
      slow & thread|connections|pool|workers|requests & tied|exhaust|pile|held|blocked|wait|fill|run|busy|queue|stuck|up
      whole|entire shop|site|system|app|frontend|website & unresponsive|down|dies|stops|slow|hang|dead|because|threads
      threads|connections|workers|sockets & waiting|blocked|exhausted|tied|held|run_out|pile|occupied|stuck
      cascade & thread|upstream|callers|timeout|slow|whole|checkout|through
      chain|series|serial|sequence|row & #percent
      # service & #percent & chain|series|serial|availability|multiply|product|together|each|at
      availability & multiply|product|compound
      single point of failure & #|instances|redundant|replicas|at|because|so|if|multiple|therefore
      unresponsive & slow|threads|soon|shop|whole
    `),
    names: lines(`
      cascading failure
      single point of failure
      cascade
    `),
    explainedBy: ['reason'],
  },
  {
    id: 'bounded-retries',
    signal: 'failure-modes',
    title: 'Retries at one layer, few, spread out, within a budget',
    says: lines(`
      27|twenty_seven .. call|attempts|requests|knocks|times|hits
      3 .. 3 .. 3 & 27|calls|attempts|layers
      three .. three .. three & calls|attempts|layers|27|goes|times|tries|retries
      #multiple #multiple & call|attempts|layers|27|times
      attempts .. power|multiply|multiplicative|layers
      multipl* .. load|layer|each|calls|amplif*|traffic|retries|exactly
      amplif*
      hint: every|each_hop|layer|service|level|floor .. triple|retry|multiply|again
      retry|try .. one|single|outermost|only layer|floor|place|level|hop|caller|edge
      only|let one|single|outermost layer|floor|caller|hop|level .. retry|try
      hint: let .. outermost|one .. retry|try
      retry at|in? one|only|single layer|place
      at_most|max|maximum|only|one|two|cap .. retry|attempts|extra_attempts|tries .. jitter|budget|with|if|and|backoff|idempotent
      retry budget
      budget .. retry|tries|#percent
      retry|tries .. tenth|#percent|budget .. traffic|requests|calls|of
      tenth of .. traffic
      jitter .. so|full|spread|not|same|instances|probe|and|fifty|backoff|keeps & retry|probe|backoff|wait|herd|attempts|so|together
      backoff|back_off .. jitter .. so|and|budget|cap|deadline|because
      exponential backoff|back_off .. jitter .. because|so|otherwise|herd|budget
      spread|random|randomly|randomize .. tries|retries|pause|goes|wait|out|delay
      random|randomised pause|delay|wait
      hint: in step|lockstep|sync|same_moment .. retry|knock|clients|door|probe|arrive
      hint: arriv* together
      retry .. only|never .. idempotent|safe|safely|blip|transient
      only .. retry .. idempotent|safe|transient
      retry .. blip|transient .. not|overload|hurt
      hint: try|retry again|help .. when|blip|hurt|overload|too_much
      any: not|never|do_not retry .. at? each|every|layer|without|what|once|when|post|non|unless|all
      posts .. never replayed|retried
      never replayed
      honour|honor|respect .. retry after
      can take least
      token bucket .. retry
      turn off .. retries
      retry storm .. because|multiply|amplif*|when|so|each
      load .. adding|add|triple .. drowning|overloaded|down|struggling|bad
      retry & cap|limit|bounded|max|maximum|few|budget|jitter|backoff & otherwise|hammer|storm|jitter|herd|recover|same|together|load|budget|deadline|idempotent|because|so
      jitter & otherwise|hammer|same_time|spread|together|synchronised|clients|herd|stampede|lockstep|recover|waves
      hammer|overwhelm|overload .. service|recovering|it|them|dependency|downstream|provider & retry|jitter|backoff|clients
      retry .. idempotent|non_idempotent & only|twice|never|not|post|safe|charge|double|so
      non idempotent & retry|never|not|twice
      any: retry .. not? idempotent .. twice|double|dangerous|only
      # retry|attempts & # layer|levels|hops|services|27|multiply
      layers & retry|attempts & multiply|#|27|each|only|one|every|amplify|edge
      retry .. only .. edge|top|one|single|outermost
      retry & amplify|multiply|load|overload|worse|storm & load|layer|because|when|exactly|already|overloaded|each|traffic
      back off|backoff exponentially|exponential & random|randomness|jitter|clients|once|same|together
      randomness|randomised|random|jitter & clients|once|together|same_time|wave|waves|backoff|retry|retries
      clients .. not .. all .. back|retry|return .. once|together|same_time
      # attempts|tries|retries .. each|at|per .. levels|layers|level|layer|hop|hops|service
    `),
    names: lines(`
      retry
      retries
      exponential backoff
      jitter
      backoff
      retry storm
    `),
    explainedBy: ['number'],
    links: ['idempotency-key'],
  },
  {
    id: 'unknown-outcome',
    signal: 'failure-modes',
    title: 'A timeout means unknown, not failed; a crash may fall between two steps',
    says: lines(`
      timeout|timed|time_out|silence|no_answer|heard_nothing .. unknown|not_fail|not_mean|may_have|might_have|does_not|ambiguous|not_know|happened|whether
      unknown .. not_failed|outcome|state|result|rather_than
      hint: not|never|can_not .. know|tell .. whether|if .. landed|happened|first|went_through|charged|succeeded|arrived
      hint: heard nothing
      not mean .. not_happen|failed|not_go_through|did_not
      hint: ask|look|check|query .. state|status|up .. charge|before|number|again|provider|first & before|timeout|retry|charge|again|trying
      look it up .. before|by
      crash|die|dead|plug|fail .. between|in_between|before|after|halfway|midway .. commit|two|send|write|line|step|saved|said|recorded|publish
      die|crash|fail in_between|between|halfway|midway|mid_way|partway
      commit .. crash .. event|sent|never|lost|message
      hint: crash .. event|message .. lost|never|loses
      between .. two .. lines|commits|steps|writes
      hint: crash|die|plug .. between .. them|two|both
      pull .. plug
      send|publish first .. roll|rollback|rolled_back
      event .. never sent|lost|published
      never hear .. of|about
      undone|order .. not exist
      coordinator .. dies|gone|down|crash|fails|lock|dead|blocks
      lock .. held|while|coordinator|until|rows & coordinator|2pc|two phase|participant|vote|voter|can_not_move|blocked|frozen|one
      freeze|freezes|blocks .. all|others|everyone & voter|coordinator|participant|one|quiet
      availability .. product of
      slowest participant
      reconcile .. settlement|bank|nightly|books|provider|processor
      books against
      compensation|refund|undo .. may|can|might|could|itself .. fail|not_go
      may .. fail|itself not .. well|go .. retried|again|tried|until
      hint: tried again until
      stuck saga|order|relay
      if .. sweeper|relay|worker .. dies|crash
      timeout|timed_out|no_response|no_answer|silence & not|unknown|ambiguous|whether|mean|may|might & charge|happened|processed|succeeded|went|failed|provider|query|status|payment|outcome|state
      query|ask|check|look_up|lookup|poll .. provider|processor|status|psp|bank|state|charge & before|retry|again|timeout|unknown|key|reference
      crash|die|failure|fails & between|in_between|before|after & write|commit|publish|send|steps|database|broker|kafka|event|save|response
      inconsistent|out_of_sync|lost & crash|between|publish|database|kafka|event|write & fails|crash|die|one|separately|if|between
      coordinator & down|crash|dies|fails|lock|block|gone|in_doubt
      2pc|two_phase|xa & block|lock|coordinator|availability|latency|support|slow|participants
      reconcile|reconciliation & provider|settlement|nightly|daily|bank|books|payments|processor|ledger|report
      not know .. if|whether .. payment|charge|it|request|money .. went|through|happened|succeeded|charged|landed
      first ask|check|look & then|before & retry|again|charge|try
      connection drops|dropped|lost|breaks & know|whether|payment|charge|ask|unknown
    `),
    explainedBy: [],
  },
  {
    id: 'attacks-on-identity',
    signal: 'failure-modes',
    title: 'How identity is attacked, and what happens when its services are down',
    says: lines(`
      alg none|confusion|pinned|fixed|list
      algorithm .. fixed|list|allow|confusion|pinned|none
      fixed algorithm
      key confusion
      strip|drop|remove .. header|identity|x_user_id
      header smuggling|spoof|forged|injection
      stolen token|one
      jwks|key_endpoint|keys|list|auth .. down|cached|unavailable|fails & login|cached|go_on|no_one|fail|keep|everyone|in
      hint: when .. list|auth|identity|session_store .. down|is
      rotate .. overlap|keys
      hint: audience .. check|missing|another_app|expiry
      token .. another_app|replay|leak
      not trust .. network|header|gateway
      verify .. again|token|signature .. again|issuer|audience|fixed|each_service
      keys & cache|fetched|rotate|jwks|unavailable & auth|login|token|signature|endpoint|service|hour|using
      headers & strip|spoof|forge|trust|outside|remove|overwrite & identity|gateway|client|user|edge|outside|internal|x
      algorithm|alg & none|pin|fix|allow|allowlist|whitelist|confusion|rs256|hs256
      issuer|audience & check|validate|verify|expiry|exp|signature
      token & stolen|leak|replay|theft & short|minutes|revoke|revocation|expire|deny|lifetime
      revoke|revocation & token & list|deny|short|minutes|lookup|expiry|cannot|until|hard
    `),
    names: lines(`
      owasp
      mtls
      zero trust
    `),
    explainedBy: [],
  },
];

export const failureModesContradictions: Contradiction[] = [
  {
    id: 'retry-harder',
    signal: 'failure-modes',
    title: 'More and faster retries: they multiply the load on something that is already struggling.',
    patterns: lines(`
      increase|raise|more|add .. number? .. retry|attempts
      retry immediately|instantly|forever|infinitely|endlessly|until_it_works
      retry .. in|at|on every|each_service|layer|level & immediately|so|eventually|increase
      three .. not enough
    `),
    unless: lines(`
      any: not|never|no|worse|bad|wrong|problem|storm|amplif*|instead_of|multiply
    `),
  },
  {
    id: 'no-protection-needed',
    signal: 'failure-modes',
    title: 'Failure is assumed away.',
    patterns: lines(`
      any: not|no .. need|necessary .. timeout|circuit_breaker|breaker|fallback|retry|bulkhead
      any: circuit_breaker|breaker|timeout|bulkhead .. overkill|unnecessary|not_needed|not_necessary
      any: would not .. add|use|need|set .. timeout|circuit_breaker|breaker
      user|customer wait
      wait .. until_it_comes|come_back|forever|as_long
      provider|service|network|it is .. reliable|always_available|always_up|never_fails|never_down
      will come back eventually
    `),
    unless: lines(`
      assume|never assume|not_assume|believe
    `),
  },
];
