import { lines, type Concept, type Contradiction } from '../concept.ts';

export const numbers: Concept[] = [
  {
    id: 'requests-per-second',
    signal: 'numbers',
    title: 'Users turned into requests per second',
    says: lines(`
      #rate
      # $load? .. per|each|every? second
      # $load .. second
      # $load? per|each|every? minute
      # .. second & average|peak|daily|day|load|traffic|mean
      couple|few|dozen|two_dozen of? dozen? $load? second
      # second & peak|evening|lunch|busy|average
      # $user ... #multiple|# $load & day|daily|#duration
      # divided|over|by # & second|day
      # day & # $load & second
      # 86400
      # day .. is|makes|gives|comes # .. second second
      # .. $load .. second|minute
      #rate & average|peak|load|day|users|daily|plan|sustained|only|tiny
      # $user & # $load & day|daily|second|each|per
      # million|thousand|hundred? $load .. per? day & second|#rate
      works out at|to # .. second
      # $load|req & second|s|sec|evening|peak|average
      # $load .. s
      $load .. every #
      every #duration & $load|request
      # requests|req|calls s
    `),
    names: lines(`
      dau|mau
      daily active $user|users
      rps|qps|tps
      request per second
      million|thousand|lot|huge|high|massive|billion of? $user|$load|dau
      throughput
      # dau|mau
      # $user per? day|month
      volume
    `),
    explainedBy: [],
  },
  {
    id: 'peak-factor',
    signal: 'numbers',
    title: 'A factor for the peak',
    says: lines(`
      peak & #rate
      peak .. #multiple
      #multiple .. peak|busier|higher|average|worse|baseline|mean
      peak|evening|lunch|sale|rush|black_friday|spike & # .. second
      peak factor of #
      peak|burst ... # $load
      # times busier|higher|average|worse
      peak & #multiple
      x5|x10|x3 & peak|#rate|#
      plan|size|provision|headroom|multiply|design .. peak|#multiple & #
      # .. $load .. minute|second & black_friday|sale|peak|christmas|promotion|launch|campaign
      times that at peak
      three|five|ten|four|# times & peak|that|average|normal & #|second|rps
      # $load & evening|peak|busiest|rush|burst|spike
      burst|spike|peak & #|fold|times|factor|multiple
    `),
    names: lines(`
      peak load|traffic|factor|hour
      spike in traffic|load
    `),
    explainedBy: [],
  },
  {
    id: 'objective',
    signal: 'numbers',
    title: 'An objective with a number',
    says: lines(`
      hint: #percent .. of ... under|below|within|less|faster|in #duration
      #percent ... under|below|within|faster #duration
      slo|objective|target|promise|requirement|sla|goal .. $percentile .. #duration
      $percentile .. under|below|within|less|target|of|at .. #duration & slo|objective|target|promise|requirement|goal|sla|must|need|should|aim|want
      slo|objective|promise|sla|availability target .. #percent & checkout|request|order|availability|month|day|week|uptime
      #percent availability|uptime|available & #duration|minute|month|year
      availability|uptime|slo|sla & #percent & minutes|downtime|month|checkout|requests|orders|latency|p99|year|budget
      p95|p99|latency .. goal|target|objective|budget|below|under|of #duration
      commit|promise|target|goal|aim|slo|guarantee & #percent|#duration|$percentile
      ninety nine percent|point
      # in # .. within|under|done|below|less .. second|#duration
      # in # & second|#duration|promise|done
      promise .. # .. second|#duration|minutes
    `),
    names: lines(`
      slo
      sla
      latency target|budget
      availability target
      service level objective
    `),
    explainedBy: [],
  },
  {
    id: 'read-write-mix',
    signal: 'numbers',
    title: 'Reads against writes',
    says: lines(`
      # write .. second|day
      # #? .. read|write & ratio|to_one|per_write|second
      write .. tenth|#percent|fraction|# & read|load|second|them|it
      read .. write .. # #
      read .. heavy & #
    `),
    names: lines(`
      read write ratio
      read heavy
      read versus|vs write
    `),
    explainedBy: [],
  },
  {
    id: 'capacity',
    signal: 'numbers',
    title: 'What one machine can carry',
    says: lines(`
      one|single|two|small|three|my|# $box .. handle|serve|enough|plenty|cope|carry|manage|sustain|absorb & #rate|load|that
      $box & enough|plenty|bored|not_notice|yawn|asleep|easily|comfortably & #rate|# second
      # of? $load .. second & $box
      per|each|one instance|node|server|worker|reader|consumer|process .. handle|serve|manage|does # & #
      sizing|headroom & # & $box|core|instance
      little s law
      # #bytes & year|month|day & row|storage|growth|grow
      #bytes .. day|month|year & order|row|event|storage|data|write|grow
      one|single|two .. $box .. laugh|handle|fine|enough|plenty|comfortable|comfortably|easily|bored
      # concurrent & rps|second|little|thread|server
      load test & #|rps|handle|one|instance
      one would do
      enough|plenty|trivial|modest|nothing|easy|tiny & # & second|rps|load|$box|postgres|database
      modest|trivial|tiny|small|low & # .. second|$load
    `),
    names: lines(`
      back of envelope
      capacity planning|estimate
      arithmetic
      do .. math|sums
    `),
    explainedBy: [],
  },
];

export const numbersContradictions: Contradiction[] = [
  {
    id: 'numbers-not-needed',
    signal: 'numbers',
    title: 'Numbers are waved away; without them no design can be judged.',
    patterns: lines(`
      any: no|not .. need|see|worth .. calculation|estimate|arithmetic|number|maths
      any: not .. know|predict|estimate .. load|traffic anyway
      any: number|scale|load .. not matter
    `),
  },
];
