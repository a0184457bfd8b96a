import { lines, type Concept, type Contradiction } from '../concept.ts';

export const failureModes: Concept[] = [
  {
    id: 'timeout-first',
    signal: 'failure-modes',
    title: 'A timeout on every call, within the caller’s deadline',
    says: lines(`
      timeout|time_out|deadline|timeouts .. #duration
      #duration timeout|deadline
      timeout|timeouts .. first|below|shorter|lower|less|under|tighter|every|each|short .. caller|deadline|everything|call|upstream|than|all|budget|hop
      first|short|tight|strict|aggressive|shorter|connect|per call timeout
      deadline .. pass|passed|propagate|down|header|through|each_hop|caller|share|subtract|budget|has|stop
      pass|propagate|propagates|carry .. deadline|remaining_time|time_budget|deadlines
      hint: stop|stops|give|gives|cap|limit .. waiting|up .. early|after|within|at|#duration|how
      stop|stops|quit waiting
      cap .. waiting
      not|never|no .. wait .. forever|longer|more_than|ever|endlessly
      not|does_not_answer .. within|in|after .. #duration
      hint: #duration .. stop|give_up|fail|move_on
      hint: one second|#duration|whole|total in total|budget & hop|request|subtract|whole|each
      hint: give|gives up at|early|after
      fail|fails|failing fast|quickly|immediately .. instead|rather|so|because|than|not|when
      no no? straight away
      when nobody|no_one .. listening|waiting
      short patience
      customer|caller has|have .. given up|gone
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
      window .. of|over|is # & #percent|calls|samples|minimum|breaker|failure|failures|seconds|rate
      threshold .. over|window|#percent|baseline|above|normal|trades|false
      #percent threshold|failure rate|errors|failures & window|calls|open|opens|trip|trips|breaker|baseline
      minimum of|number|# # 
      at_least|minimum|min #|twenty .. calls|samples|requests & before|percent|opinion|trip|window|breaker|judge
      open|opens|opening|trip|trips|tripping .. after|at|when|if .. #|#percent|few|handful|five|failure|failures|error
      after|handful|few|five|# .. fail|failures|errors|those|timeouts .. in a? row|within|#duration|stop|open|not_even|trip
      after .. handful|few|five|# .. row
      in row .. stop|not|open|trip|trips
      hint: not|stop|do_not .. even? ask|call|calling|trying|send .. any_more|anymore|for #duration|half|while|it
      stop|stops calling|asking|sending|trying .. for|after|it|them|until|downstream
      when .. it .. would|have|has tripped
      would|have|has .. tripped|trip & day|incident|incidents|never|replay|settings|setting|good|calls
      replay .. calls|history|traffic_through|against|settings
      consecutive failures & #|count|low|few|percent|percentage
      slow calls .. count|counted
      too twitchy|sensitive|lazy|eager
      false alarm|alarms|positive|positives|trip|trips
      per instance .. because|rather|not|so|own|shared|each
      each|every instance|copy|process .. decide|decides|own|trip|its_own
      shared|share .. verdict|state|breaker .. dependency|hop|network|redis|cut|everyone
      state in redis
      baseline .. error|failure|latency|rate|is
      4xx|400 .. not|do_not|never .. count|failure|failures
      not|do_not .. count .. 4xx|client_errors|declined|caller
      caller|client|card fault|mistake|declined
      not .. other side fault
      late answer|result|response|results .. not|must|never|flip|change|ignored
      breaker .. not make|does_not|do_not
      breaker opens .. so|and .. fail|caller|fallback
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
      half open .. one|single|let|lets|probe|trial|not|few|allow
      hint: one|single|exactly|just|only probe|trial|test|one|try|request|call .. through|half_open|see_whether|back|closes|to_see|if
      hint: let|lets|send|allow .. one|single|exactly .. through|probe|trial|call|request|try
      exactly one through
      hint: see|check|test_whether|if .. back|recovered|alive|returned|again
      probe .. not|all|same_moment|herd|instances|every|jitter
      few|some|# successes .. before|close|closing|to
      wait #duration .. before|then|and|plus .. probe|try|trial|let|jitter|again
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
      bulkhead .. so|at_most|#|per|hold|limit|that|only|to|around|keeps
      own|separate|dedicated|small|isolated .. pool|limit|thread_pool|threads|connection_pool|semaphore & call|calls|dependency|destination|so|each|small|payment|payments|these|slow|other|every
      $limit .. concurrent|in_flight|parallel|hang|pending|at_once|wait_at_once|connections|connection|outstanding
      $limit .. how many .. wait|hang|calls|at_once|may|pending|concurrent
      at_most|no_more_than|only # .. $pool|calls|requests|concurrent|at_once|connections|in_flight
      hold|holds|take|use .. at_most|only # .. connections|threads|our
      hint: can_not|could_not|must_not|never|so_one|not .. take|exhaust|starve|drain|pull|drag|bring .. down|pool|connection|rest|login|everything|others|all|checkout|front
      hint: take .. down with it
      not|must_not .. feel .. any|this|of|it
      rest|browsing|search|catalogue|others .. unaffected|keep_working|keeps_working|still_work|still_works|not feel|continue|continues|stay_up|stays_up
      blast radius
      shed|sheds|shedding load
      load shedding
      backpressure
      thundering herd
      isolate|isolates .. failure|slow|dependency|pool|so
      # .. pending .. shed|reject|503
      more_than|once # .. pending|in_flight
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
      hint: user|customer|shopper|page|people|they|we|checkout|buyer ... see|sees|tell|tells|show|shows|says|say|get|gets|told|message & order|pending|later|minutes|retry|again|cart|basket|mail|email|try|charge|confirmation|confirmed|processing
      $user .. see|sees|told|get|gets .. pending|message|we have|confirmation|order|error|degraded|clear
      store|save|accept|take|keep|mark .. order .. pending|later|as|and|but|anyway|charge|now
      order .. pending|accepted|confirmed_later|being_confirmed|awaiting|queued
      pending .. order|payment|status|state|user|mail|until
      accept .. charge|order|pay_later|now|anyway
      hint: charge|pay|collect|bill|money_later|in few|in_background|afterwards|when .. back
      we have|got .. your order
      hint: try again .. minutes|later|seconds|in
      keep|keeps|kept|lose|lost .. cart|basket
      basket|cart .. not_lost|kept|saved|keep|safe
      hint: come back in
      fallback .. to|is|cached|cache|stale|default|queue|which|so|shows|answer|when
      fall back .. to|cached|monolith|old|default|stale
      serve|show|return|use .. stale|cached|cache|last_known|default .. when|if|data|value|price|keys|instead
      cached keys
      degrade|degraded|degrades|degradation .. path|gracefully|to|mode|by|read|feature & user|order|checkout|show|cached|without|share|hide|cart|still|what|alert
      product question
      hint: what .. shopper|user|customer .. see|sees|get|gets
      503 .. retry after
      429 .. retry after
      returns|return|reply|answer|give .. 503|429
      hint: instead of hanging
      hint: polite
      hint: say|says please
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
      slow .. worse|kill|kills|dangerous|than_down|different|harder|real problem|pile|hold|what
      down .. slow .. different|worse
      down is easy
      $pool|threads|connections|requests|calls .. pile|pile_up|exhaust|exhausted|fill|filled|run_out|blocked|tied_up|hang|held|stuck|waiting|saturate|wait up? .. waiting|upstream|checkout|for|until|because|and|slow
      upstream .. hold|holding|wait|waiting|pile|connection|ends_up
      hint: hold|holding .. connection|thread .. wait|waiting|open
      cascade .. upstream|through|failure|because|to|when|callers
      cascading_failure|failures .. because|when|so|as|if|where|starts
      ripple|spread|spreads|domino .. upstream|callers|everyone|services|whole
      everything|everyone|front_page|whole site|shop .. dead|ill|down|dies|stops|waits & it|slow|goes|when|until
      hint: when|if .. ill .. everyone
      hint: goes with it
      single point of failure .. so|run|runs|three|least|instances|because|must|several|replicas|#
      hint: several of them|copies
      connection refused .. fail|fails|fast|millisecond
      # serial|in_series|chain .. #percent
      #percent .. # .. #percent & serial|series|chain|services|hops|product
      availability .. product|multiplies|multiply|multiplied
      in series
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
      27|twenty_seven .. calls|attempts|requests|knocks|times|hits|call|on
      3 .. 3 .. 3 & 27|calls|attempts|layers
      three .. three .. three & calls|attempts|layers|27|goes|times|tries|retries
      #multiple #multiple & call|calls|attempts|layers|27|times
      attempts .. power|multiply|multiplied|multiplicative|layers
      multipl* .. load|layer|each|calls|amplif*|traffic|retries|when|exactly
      amplif*
      hint: every|each_hop|layer|service|level|floor .. triple|tripled|retry|retries|retried|multiply|multiplies|again
      retry|retries|retrying|try|tries|trying .. one|single|outermost|only layer|floor|place|level|hop|caller|edge
      only|let|just one|single|outermost layer|floor|caller|hop|level .. retry|retries|try|trying
      hint: let .. outermost|one .. retry|try|trying
      retry at|in? one|only|single layer|place
      at_most|max|maximum|only|one|two|cap|capped .. retry|retries|attempts|extra_attempts|tries .. jitter|budget|with|if|and|backoff|idempotent
      retry budget
      budget .. retry|retries|tries|#percent
      retry|retries|tries .. tenth|#percent|budget .. traffic|requests|calls|of
      tenth of .. traffic
      jitter .. so|full|spread|not|same|instances|probe|and|fifty|backoff|keeps & retry|retries|probe|backoff|wait|herd|attempts|so|together
      backoff|back_off .. jitter .. so|and|budget|cap|deadline|because
      exponential backoff|back_off .. jitter .. because|so|otherwise|herd|budget
      spread|random|randomly|randomised|randomize .. tries|retries|pause|goes|wait|out|delay
      random|randomised pause|delay|wait
      hint: in step|lockstep|sync|same_moment .. retry|knock|knocked|clients|door|probe|arrive
      hint: arriv* together
      retry|retries .. only|never .. idempotent|safe|safely|blip|transient
      only .. retry|retries .. idempotent|safe|transient
      retry .. blip|transient .. not|overload|hurts|hurt
      hint: try|trying|retry|retries again|help|helps .. when|blip|hurt|hurts|overload|too_much
      any: not|never|do_not retry .. at? each|every|layer|without|what|once|when|post|non|unless|all
      posts? .. never replayed|retried
      never replayed
      honour|honor|respect .. retry after
      can take least
      token bucket .. retry|retries
      turn off .. retries
      retry storm .. because|multiply|amplif*|when|so|each
      load .. adding|add|adds|triple|tripled .. drowning|overloaded|down|struggling|bad
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
      timeout|timed|time_out|silence|no_answer|heard_nothing .. unknown|not_failed|not_mean|may_have|might_have|not_fail|does_not|ambiguous|not_know|happened|whether
      unknown .. not_failed|outcome|state|result|rather_than
      hint: not|never|can_not .. know|tell .. whether|if .. landed|happened|first|went_through|charged|succeeded|arrived
      hint: heard nothing
      not mean .. not_happen|failed|not_go_through|did_not
      hint: ask|look|check|query .. state|status|up .. charge|before|number|again|provider|first & before|timeout|retry|charge|again|trying
      look it up .. before|by
      crash|crashes|die|dies|dead|plug|fail|fails .. between|in_between|before|after|halfway|midway .. commit|two|send|sent|write|wrote|line|lines|step|saved|said|recorded|publish
      die|dies|crash|crashes|fail|fails in_between|between|halfway|midway|mid_way|partway
      commit .. crash|crashes .. event|sent|never|lost|message
      hint: crash .. event|message .. lost|never|lose|loses
      between .. two .. lines|commits|steps|writes
      hint: crash|die|dies|plug .. between .. them|two|both
      pull .. plug
      send|publish first .. roll|rolls|rollback|rolled_back
      event .. never sent|lost|published
      never hear|hears|heard .. of|about
      undone|order .. not exist
      coordinator .. dies|gone|down|crash|crashes|fails|lock|locks|dead|blocks
      lock|locks|locked .. held|hold|holding|while|coordinator|until|rows & coordinator|2pc|two phase|participant|vote|voter|can_not_move|blocked|frozen|one
      freeze|freezes|blocks .. all|others|everyone & voter|coordinator|participant|one|quiet
      availability .. product of
      slowest participant
      reconcile .. settlement|bank|nightly|books|provider|processor
      books against
      compensation|refund|undo|compensating .. may|can|might|could|itself .. fail|fails|not_go
      may .. fail|itself not .. well|go .. retried|again|tried|until
      hint: tried again until
      stuck saga|order|relay
      if .. sweeper|relay|worker .. dies|crash|crashes
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
      strip|strips|stripping|stripped|drop|remove .. header|identity|headers|x_user_id
      header smuggling|spoof|spoofed|forged|injection
      stolen token|tokens|one
      jwks|key_endpoint|keys|list|auth .. down|cached|unavailable|fails & login|logins|cached|go_on|no_one|fail|keep|everyone|in
      hint: when .. list|auth|identity|session_store .. down|is
      rotate .. overlap|keys
      hint: audience .. check|missing|another_app|expiry|and
      token .. another_app|replayed|replay|leak|leaked
      not trust .. network|header|gateway
      verify|verifies .. again|token|signature .. again|issuer|audience|fixed|each_service
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
      increase|raise|more|add .. number? .. retry|retries|attempts
      retry|retries|retrying immediately|instantly|forever|infinitely|endlessly|until_it_works
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
      any: not|no .. need|needed|necessary .. timeout|timeouts|circuit_breaker|breaker|fallback|retry|bulkhead
      any: circuit_breaker|breaker|timeout|timeouts|bulkhead .. overkill|unnecessary|not_needed|not_necessary
      any: would not .. add|use|need|set .. timeout|timeouts|circuit_breaker|breaker
      user|customer|users|customers just? wait|waits
      wait .. until_it_comes|come_back|forever|as_long
      provider|service|network|it is|are .. reliable|always_available|always_up|never_fails|never_down
      will come back eventually
    `),
    unless: lines(`
      assume|never assume|not_assume|believe
    `),
  },
];
