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
      give .. whole|entire|total request|call|checkout .. #duration|two|seconds|budget
      what is left|remaining
      whole request .. #duration|budget|deadline
      #duration .. whole|total|entire|end_to_end & request|call|hop|budget
      hang & connection|thread|waiting|holds|forever|timeout
      limit .. how_long|wait
      hang & tie|workers|threads|timeout|connections
      deadline & propagate|abandon|nobody|answer|client|hop
      nobody|no_one .. read|wait|needs .. answer|result|response|it
      not|never|no .. wait .. answer|forever|long|ever|longer
      #duration .. that is|enough|maximum|max|tops|at_most
      how long .. wait
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
      window .. of|over # & #percent|calls|samples|minimum
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
      late|stale answer|result|response & trip|flip|state|count|open|ignored|close
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
      stop sending|calling
      set .. line|threshold|limit|bar .. above|over|below
      settings|threshold|line & normal|bad|ordinary day|week|month
      open .. circuit
      failure|error rate .. goes|above|over|exceeds|reaches .. #percent|half
      answer|fail|respond|reply immediately|at_once|instantly & open|circuit|breaker|rate|over
      keep failing .. stop|pause|leave
      stop|pause .. asking|calling|trying .. bit|while|moment
      if .. fail .. stop|pause|leave .. bit|while|alone
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
      see|check|test whether|if .. back|recover|alive
      hint: ask|check .. again
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
      trickle|few|handful|limited|small .. calls|requests|number|traffic & recover|recovery|test|through|probe
      test|check|probe .. recovery|recovered|health|whether
      careful|carefully|gently|slowly|one_by_one .. try|again|test|back
      try again .. carefully|gently|slowly|with_one
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
      limit .. how_many|number|requests .. wait|pending|concurrent|in_flight|at_once
      losing|loss|failure .. should|must|does not|never .. take|affect|break|stop|touch|hurt
      not|never .. take .. with it
      not|never .. affect|take|hurt|bring & catalogue|rest|other|whole|checkout|browsing|login & payment|provider|slow|failure|losing|down|dependency
      concurrency limit|cap
      limit|cap per dependency|route|downstream|destination|backend|service & exhaust|starve|so|prevent|threads|others|drain
      prevent|stop .. from .. exhaust|starving|draining|taking
      excess requests|load|traffic & drop|reject|shed|503|early|429
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
      jitter .. spread|same|instances|fifty|keeps & retry|probe|backoff|wait|herd|attempts|together
      backoff|back_off .. jitter .. budget|cap|deadline|otherwise
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
      randomness|randomised|random|jitter & clients|together|same_time|waves|at_once
      clients .. not .. all .. back|retry|return .. once|together|same_time
      # attempts|tries|retries .. each|at|per .. level|layer|hop|service
      retry .. at_most|only|maximum|max|up_to .. once|twice|one|two|#
      at_most|maximum|max|up_to #|twice|once|one|two retry|attempts|times & backoff|jitter|idempotent|budget
      retry & only & idempotent|safe|transient
      retry amplification
      layer .. multiply
      one|single|two|few retry|attempt|try .. after|only|and|with|if
      random|short|little|growing delay|pause|wait
      only if .. twice|again .. safe|harmless|ok
      tries|attempts|retries .. with|and .. pause|delay|gap|backoff
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
      any: not|never|no .. retry|increase|raise|add|more
      worse|wrong|storm|amplif*|multiply|multiplication
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
      user|customer .. wait .. until|eventually|then
      wait .. until_it_comes|come_back|forever|as_long
      provider|service|network|it is .. reliable|always_available|always_up|never_fails|never_down
      will come back eventually
    `),
    unless: lines(`
      assume|never assume|not_assume|believe
    `),
  },
];
