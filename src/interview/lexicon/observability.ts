import { lines, type Concept, type Contradiction } from '../concept.ts';

export const observability: Concept[] = [
  {
    id: 'context-travels',
    signal: 'observability',
    title: 'The trace context travels with the request',
    says: lines(`
      traceparent .. header|each|every|hop|w3c|queue|hangs
      start|inject|forward|read|generates traceparent
      $propagate .. traceparent|trace_context|trace_id|context|correlation_id|request_id|trace_header|ticket
      trace|context|request|correlation context|id|propagation .. $propagate|every|each|across|over|http|headers|message|through|queue|from|call
      every|each call|service|hop|request|program|message .. carry|pass|propagate|forward|hand .. trace|context|ticket|id|header|it
      pass|hand|carry .. ticket|id|trace|context .. next|along|on|every|through|downstream
      start|begins .. trace|traceparent .. at|gateway|so|each|edge|every
      gateway .. start .. traceparent|trace
      hangs off .. single trace
      header .. tie|links .. steps|together|calls|requests
      survive .. jump|queue|broker|hop
      trace .. breaks|ends|lost .. queue|broker|kafka|async|at
      otherwise .. impossible to debug
      impossible to debug
      follow|trace .. one|single|slow|request|click .. through|across .. every|each|all|program|service|hop
      trace|correlation|request id|context|identifier & forward|propagate|pass|every|each|all|across|header|log|calls|hop|downstream|carries
      propagate|forward|inject|pass & context|header|trace|id|traceparent|w3c & message|calls|async|service|hop|every|each|queue|kafka|through
      log line|entry|every_log & trace|id|correlation|request|each|every
      grep|search|follow|stitch|correlate|reconstruct .. request|logs|journey|call|path & service|across|id|one|single|trace
      same trace & hops|async|queue|messages|services|spans|show|all|up
      one|same|unique|common|single identifier|id|token|number .. goes|travels|follows|with|along|carried|everywhere .. request|call|order|everywhere
      identifier|id .. everywhere|every_step|all_steps|through
      pull up .. steps|calls|whole|path
      generated|created|started|minted .. edge|gateway & trace|id|correlation|passed|every
      passed|forwarded|carried .. through .. every|each|all
      number|id|label|ticket|name .. write|log|noted|carried|passed .. every|each|stop|step|place|hop
      every|each request|call|order|click .. number|id|label|ticket
      at every|each stop|step|hop|service
    `),
    names: lines(`
      traceparent
      trace context
      w3c trace
      correlation id
      request id
      opentelemetry
      otel
      distributed tracing
      tracing
      jaeger
      zipkin
      trace
      traces
    `),
    explainedBy: ['reason'],
    opposite: 'ignored',
  },
  {
    id: 'reads-the-waterfall',
    signal: 'observability',
    title: 'Reading a trace: the longest bar and the gaps',
    says: lines(`
      waterfall|trace|timeline|span .. #duration|# of #|payment|longest|gap|which|shows|sum|where|tells|bar|critical_path|who
      # of # & payment|span|trace|external|children|checkout|processor
      children .. sum|add|less|total
      gap .. time|#duration|waiting|between|nobody|connection|parent|pool
      hole|gaps .. nobody|claims|waiting|time|where
      which|what hop|step|service|span .. took|longest|slow|holds|bar|time|bottleneck|dominates|adds
      who|which .. had .. longest
      laid .. under each other
      hint: working or waiting
      waiting .. for|on .. connection|free_worker|pool|slot|lock|thread
      critical path
      look .. at .. timeline
      fan of .. spans|sibling|client
      sibling .. spans
      trace .. main journey
      trace tells me
      from traces
      notes when .. started
      exemplar .. bucket|open|link|slow|trace
      baseline|compare .. before|after|deploy|last|week & latency|trace|p95|what
      hint: all|one|some users or|region|payment_method|everybody|everyone & slow|some|since|one|everybody|deployed
      who calls whom|what
      who calls what
      trace|span|waterfall|flame_graph & dominates|longest|slowest|gap|bottleneck|parent|children|critical|eats|step|pull
      trace & slow & see|find|which|where|open|time
      gap & span|parent|children|waiting|time|unaccounted|uninstrumented|waterfall|trace
      span .. dominates|longest|slow|took
      waiting .. connection|lock|pool|queue|thread
      everyone|everybody|all|every_user or|versus one|some|only|particular & region|slow|since|payment|affects|browser|tenant|method
      affect .. everyone|all|some .. or|region|one
      what was|has changed|deployed|released|shipped
      deployed|release|change around|at|before .. time|then|slow|slowness|started|it
      self time
      step|service|hop|span|call .. eat|took|consumes|holds .. time|longest|most
      slow trace & step|span|which|see|time|service
      follow .. slow click|request|checkout
      narrow .. down & endpoint|region|release|version|user|service
      which endpoint|region|release|version|users|customers|route
      #duration|# .. of .. #duration|# & spent|external|call|trace|span|in
      spent .. in .. call|external|service|database|waiting|queue
      slice|segment|split|break .. by .. region|version|endpoint|customer|release|method
      where .. time .. goes|spent|lost|is
      step by step
      which .. step|part|stop|service .. slow|longest|time|takes
    `),
    names: lines(`
      span
      spans
      waterfall
      exemplar
      flame graph
    `),
    explainedBy: ['number'],
  },
  {
    id: 'sampling-decision',
    signal: 'observability',
    title: 'A sampling decision with its price',
    says: lines(`
      sample|sampler .. #percent|one_in|1_in|head|tail|all_errors|errors|slow
      keep .. #percent|one_in|1_in|all_errors .. trace|spans|requests
      #percent .. sample|head|tail|traces
      keep|record|store .. one|# in hundred|twenty|thousand|ten
      one|# in hundred|thousand|ten .. plus|and|trace|record|sampled|keep
      keep|always|sample .. error|failed|failures|slow .. and|all|everything|over|plus|ones|traces|#duration
      tail|head based|sampled|sampler .. keep|because|all|memory|collector|hold|needs|decide|errors|slow|cheap|#|cost|catch|for|only
      tail sampling|sampler
      head sampling
      # span .. second|request|day
      record|storing|keeping .. every .. request|click|trace|one|span .. cost|expensive|too|more|money
      #bytes .. day|second|month & trace|span|sample
      plus each|every|all .. one? .. fail|error|slow|over
      sample & #percent|keep|error|slow|tail|head|cost|volume|all|traces|normal|everything|rate|decide
      tail|head based? sampling|sampler & keep|memory|complete|decides|collector|error|slow|cheap|costs|because|random|interesting|all
      keep .. every|all|each .. trace|error|failed|slow
      #percent of .. traces|requests|traffic & keep|sample|error|slow|store|record
      traces & store|keep|volume & cost|expensive|#bytes|#percent|sample|all|every|much
      control|limit|reduce .. cost|volume & sample|traces
      sample rest
      keep|store|save|record .. bad|failed|slow|strange|broken .. one & few|some|sample|rest|good|part
      cannot|not .. keep|store|afford|save .. everything|all|every
      keep everything|all
    `),
    names: lines(`
      sampling
      sample
    `),
    explainedBy: ['number', 'reason'],
  },
  {
    id: 'indicator-users-feel',
    signal: 'observability',
    title: 'An indicator that users feel, as a percentile or a ratio',
    says: lines(`
      $percentile .. #duration
      $percentile .. not|from|went|checkout|both|side|against|of|is|rather|compare|per & #|average|checkout|latency|monolith|sides|mean|each|compare|error
      p95|p99|5xx|error_rate|error_ratio|errors .. $compare|against|side|watch|per_stage|next_to|each|both|monolith|old|new
      $compare .. $percentile|5xx|error_rate|error_ratio|errors|latency
      watch|monitor|track .. $userFeels & both|side|stage|each|new|against|next|percentile|per|percent|cohort|every|old|while
      error_ratio|rate .. and .. percentile|p95|p99|latency .. both|side|each|next|per
      average|mean .. lie|hide|not|misleading|useless
      any: not .. average|mean .. but|percentile|p95|p99|tail
      slowest one in
      sli .. checkout|share|ratio|user|success|under|went
      slo .. burn|alert|budget|breach
      burn rate
      burns #? .. too fast
      burns .. budget|fast|times
      alert .. on .. symptom|share|difference|burn|ratio|user|not|rate|rather|age|lag|slo
      alert .. not .. cause|cpu|breaker
      share|ratio|percentage of .. checkouts|requests|orders .. end|fail|under|degraded|within
      error budget .. so|burn|stop|freeze|left|spend
      rate error .. latency|duration
      red metric .. per|service|from|first|then|checkout
      metrics .. per service
      one dashboard .. rate|errors|for|each
      dashboard .. errors|rate|error_ratio|latency .. each|per|customers|service
      alert|page & success|rate|p99|p95|latency|burn|slo|symptom|user|customer|ratio & not|rather|than|checkout|instead|rate|burn|objective|percent|on|cpu|budget
      p50|p95|p99|percentile|tail|median & moved|compare|only|rather|average|tail|contention|checkout|#duration|over|time|per|spike|rose|jump|went
      slo|objective|sli & #percent|checkout|burn|page|latency|within|alert|second|success|error
      rate errors .. duration|latency
      rate|errors|duration|latency & dashboard & service|each|per|every
      red|golden metrics|signals|method & service|each|per|checkout|dashboard|first|every
      compare .. p50|p95|p99|median
      success|error|failure rate & checkout|alert|slo|page|watch|compare|stage|both
      averages .. hide|lie|mask
      mean|average & conceals|hides|percentile|tail|masks
      compare & cohort|control|canary|baseline & error|latency|rate|p95|p99
      control group
      sli|slo & checkout|latency|alert|burn|define|success|availability
      watch|count|measure|look|alert|see .. how many|often .. checkouts|orders|customers|requests|users .. fail|slow|wait|lost
      not .. how busy
      not .. average .. but|look|unlucky|slow|worst|slowest
      unlucky|slowest|worst customers|users|ones|requests|few|percent
      side by side
      compare .. new .. errors|latency|version .. old
      errors .. compare|old|new .. side
      share|ratio|percentage|rate|number .. of .. successful|failed|slow checkouts|orders|requests|payments|logins
      successful|failed checkouts|orders & target|share|rate|objective
      against .. target|objective|slo|goal
    `),
    names: lines(`
      sli
      slo
      slis
      golden signals
      red
      p99
      p95
      percentile
      prometheus
      grafana
      kibana
      elk
      metrics
      dashboards
      monitoring
      logging
      logs
      alerting
      alerts
    `),
    explainedBy: [],
  },
  {
    id: 'watches-its-own-machinery',
    signal: 'observability',
    title: 'The machinery itself is measured: lag, age, state changes',
    says: lines(`
      $dashboard .. age|number|lag|state|depth|size|backlog|mismatch|stuck .. oldest|unsent|per|of|seconds|minutes|not_finished|queue|saga|dlq|changes|by
      export .. metric|number|per|age|mismatch|lag
      as metric
      mismatch .. metric|exported|alert|ratio|dashboard
      age of .. oldest
      oldest .. unsent|unfinished|not_finished|message|row|one|event
      page|alert|alarm .. at|when|if|above|over|on .. #duration|#percent|lag|age|oldest|mismatch|dlq
      lag .. in .. second|minutes
      watch|monitor|alert .. lag|dlq|depth|backlog|consumer
      hint: how far behind
      hint: keep .. eye on
      breaker|state .. change|opens .. dashboard|metric|event|log|graph|alert|same
      same dashboard
      state changes on
      metrics .. downstream rps|load going up|while .. flat
      downstream .. up .. while incoming|inbound|client
      pull|plot|graph|look_at|chart|check|histogram|distribution .. latency|response_time|how_long .. calls|take|normal|day|p50|p99|week
      pull|plot|look_at|chart .. month|week|quarter of .. latency|calls|data|traffic
      plot how long
      month|week of latency
      see it in .. traces|metrics
      monitor|alert|watch|measure|track|metric|page|graph & lag|backlog|depth|age|oldest|dlq|dead_letter|mismatch|breaker|saturation|queue
      lag|backlog|queue_depth|dead_letter & alert|monitor|dashboard|metric|watch|grows|page
      measure|watch|track|know|see .. how late|far|old|long .. consumers|queue|readers|messages|workers|behind
      how late .. consumers|readers|messages|workers|they
      emit|export|record|publish .. metric|gauge|counter
      number of .. pending|stuck|unfinished|open|failed
      alert .. on .. lag|age|backlog|oldest|depth
      alarm|alert|page|warn .. backlog|queue|lag|oldest|waiting|pile|age .. older|long|over|more|longer|behind|grows
      backlog|queue|pile .. older|longer|behind|grow .. than|#duration
      count|measure|track|chart .. mismatches|duplicates|retries|rejections|drops|dead_letters
      ratio of .. outgoing|downstream|calls|retries .. to .. incoming|requests|upstream
      unfinished|pending|stuck|unsent orders|sagas|rows|messages|events .. older|longer|age|more|page|alert
      older than .. page|alert|alarm|trigger
      trigger .. page|alert|alarm
    `),
    names: lines(`
      queue depth
      consumer lag
      monitoring
    `),
    explainedBy: [],
  },
];

export const observabilityContradictions: Contradiction[] = [
  {
    id: 'no-tracing-needed',
    signal: 'observability',
    title: 'The request can no longer be followed once it crosses processes.',
    patterns: lines(`
      any: not|no .. need|necessary|worth .. trace|metrics|monitoring|observability|dashboards|alerts
      any: would_not|not|never .. propagate|pass|forward .. header|context|trace|traceparent
      any: tracing .. overkill|too_much_overhead|not_worth|unnecessary
      average|mean .. fine|enough|good_enough|sufficient|all_we_need
      read|grep|logs .. each|every machine|server .. enough|sufficient|fine|always
      any: not|never .. look at percentile
    `),
    unless: lines(`
      monolith|single_process|one_process|modular
    `),
  },
];
