import { lines, type Concept, type Contradiction } from '../concept.ts';

export const observability: Concept[] = [
  {
    id: 'context-travels',
    signal: 'observability',
    title: 'The trace context travels with the request',
    says: lines(`
      traceparent .. header|headers|each|every|so|hop|from|w3c|queue|hangs
      start|starts|inject|injects|forward|forwards|read|generates? traceparent
      $propagate .. traceparent|trace_context|trace_id|context|correlation_id|request_id|trace_header|ticket
      trace|context|request|correlation context|id|propagation .. $propagate|every|each|across|over|http|headers|message|messages|through|queue|from|call
      every|each call|service|hop|request|program|message .. carry|carries|pass|passes|propagate|propagates|forward|forwards|hand|hands .. trace|context|ticket|id|header|it
      pass|passes|hand|hands|carry|carries .. ticket|id|trace|context .. next|along|on|every|through|downstream
      start|starts|begins .. trace|traceparent .. at|gateway|so|each|edge|every
      gateway .. start|starts .. traceparent|trace
      hangs? off .. single trace
      header .. ties|tie|links .. steps|together|calls|requests
      survive .. jump|queue|broker|hop
      trace .. breaks|broken|ends|lost .. queue|broker|kafka|async|at
      otherwise .. impossible to debug
      impossible to debug
      follow|trace .. one|single|slow|request|click .. through|across .. every|each|all|program|service|hop
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
      waterfall|trace|timeline|span|spans .. #duration|# of #|payment|payments|longest|gap|gaps|which|shows|sum|where|tells|bar|critical_path|who
      # of # & payment|payments|span|trace|external|children|checkout|processor
      children .. sum|add|less|total
      gap .. time|#duration|waiting|between|nobody|connection|parent|pool
      hole|holes|gaps .. nobody|claims|waiting|time|where
      which|what hop|step|service|span .. took|takes|longest|slow|holds|bar|time|bottleneck|dominates|adds
      who|which .. had|has|have .. longest
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
      notes? when .. started
      exemplar .. bucket|from|open|opens|link|slow|trace
      baseline|compare .. before|after|deploy|deployed|last|week & latency|trace|p95|what
      hint: all|one|some users or|region|payment_method|everybody|everyone & slow|some|since|one|everybody|deployed
      who calls whom|what
      who calls what
    `),
    names: lines(`
      span
      spans
      waterfall
      exemplar|exemplars
      flame graph
    `),
    explainedBy: ['number'],
  },
  {
    id: 'sampling-decision',
    signal: 'observability',
    title: 'A sampling decision with its price',
    says: lines(`
      sample|sampling|sampler .. #percent|one_in|1_in|head|tail|all_errors|errors|slow
      keep .. #percent|one_in|1_in|all_errors .. trace|traces|spans|requests
      #percent .. sample|sampling|head|tail|traces
      keep|keeps|keeping|record|store .. one|# in hundred|twenty|thousand|ten
      one|# in hundred|thousand|ten .. plus|and|trace|traces|record|sampled|keep
      keep|keeps|keeping|always|sample .. error|errors|failed|failures|slow|failing .. and|all|everything|over|plus|ones|traces|#duration
      tail|head based|sampling|sampler|sampled .. keep|keeps|because|all|memory|collector|hold|needs|decide|errors|slow|cheap|#|cost|catch|catches|for|only
      tail sampling|sampler
      head sampling
      # span|spans .. second|request|day
      record|storing|keeping .. every .. request|click|trace|one|span .. cost|expensive|too|more|money
      #bytes .. day|second|month & trace|span|sample|sampling|spans|traces
      plus each|every|all .. one? .. failed|fail|error|errors|slow|over
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
      $percentile .. not|from|went|checkout|both|side|sides|against|of|is|rather|compare|per & #|average|checkout|latency|monolith|sides|mean|each|compare|error
      p95|p99|5xx|error_rate|error_ratio|errors .. $compare|against|side|sides|watch|per_stage|next_to|each|both|monolith|old|new
      $compare .. $percentile|5xx|error_rate|error_ratio|errors|latency
      watch|watching|monitor|monitoring|track .. $userFeels & both|side|sides|stage|each|new|against|next|percentile|per|percent|cohort|every|old|while
      error_ratio|rate .. and .. percentile|p95|p99|latency .. both|side|sides|each|next|per
      average|averages|mean .. lie|lies|hide|hides|not|misleading|useless
      any: not .. average|mean .. but|percentile|p95|p99|tail
      slowest one in
      sli .. checkout|is|from|of|share|ratio|user|users|success|under|went|for|on
      slo .. burn|alert|budget|breach
      burn rate
      burns? #? .. too fast
      burns .. budget|fast|times
      alert .. on .. symptom|symptoms|share|difference|burn|ratio|user|users|not|rate|rather|age|lag|slo
      alert .. not .. cause|causes|cpu|breaker
      share|ratio|percentage of .. checkouts|requests|orders .. end|ends|fail|failed|under|degraded|within
      error budget .. so|burn|stop|freeze|left|left|spend
      rate errors|error .. latency|duration
      red metric|metrics .. per|service|from|first|then|checkout
      metrics .. per service
      one dashboard .. rate|errors|for|each
      dashboard .. errors|rate|error_ratio|latency .. each|per|customers|service
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
      $dashboard .. age|number|lag|state|states|depth|size|backlog|mismatch|mismatches|stuck .. oldest|unsent|per|of|seconds|minutes|not_finished|queue|saga|sagas|dlq|changes|by
      export|exported|exports .. metric|as|number|by|per|age|mismatch|lag
      as metric
      mismatch .. metric|exported|alert|ratio|dashboard
      age of .. oldest
      oldest .. unsent|unfinished|not_finished|message|row|one|event
      page|alert|alarm .. at|when|if|above|over|on|> .. #duration|#percent|lag|age|oldest|mismatch|dlq
      lag .. in .. second|seconds|minutes
      watch|monitor|alert .. lag|dlq|depth|backlog|consumer
      hint: how far behind
      hint: keep|keeping .. eye on
      breaker|state .. changes|change|opens .. dashboard|metric|event|log|graph|alert|same
      same dashboard
      state changes on
      metrics? .. downstream rps|load going up|while .. flat
      downstream .. up .. while incoming|inbound|client
      pull|plot|graph|look_at|chart|check|histogram|distribution .. latencies|latency|response_time|how_long .. calls|take|normal|day|p50|p99|week
      pull|plot|look_at|chart .. month|week|quarter of .. latencies|latency|calls|data|traffic
      plot how long
      plot how long
      month|week of latencies|latency
      see it in .. traces|metrics
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
      any: not|no .. need|needed|necessary|worth .. tracing|trace|traces|metrics|monitoring|observability|dashboards|alerts
      any: would_not|not|never .. propagate|pass|forward .. header|headers|context|trace|traceparent
      any: tracing .. overkill|too_much_overhead|not_worth|unnecessary
      average|mean .. fine|enough|good_enough|sufficient|all_we_need
      reading|read|grep|logs .. each|every machine|server .. enough|sufficient|fine|always
      any: not|never .. look at percentiles|percentile
    `),
    unless: lines(`
      monolith|single_process|one_process|modular
    `),
  },
];
