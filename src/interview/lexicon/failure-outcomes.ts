import { lines, type Concept } from '../concept.ts';

/** What failure does to users, to neighbours and to what one knows; the guards themselves are in failure-modes.ts. */
export const failureOutcomes: Concept[] = [
  {
    id: 'degraded-answer',
    signal: 'failure-modes',
    title: 'What the user gets meanwhile',
    says: lines(`
      hint: user|customer|shopper|page|checkout|buyer|them ... see|tell|show|say|get|message|read & order|pending|later|minutes|retry|again|cart|basket|mail|email|charge|confirmation|confirmed|processing
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
      browse|cart|catalogue & while|still|when & payment|out|down|unavailable|broken
      default|neutral|cached|empty answer|value|response|result & failure|fails|invisible|down|recommendations|non_critical|unavailable|call
      non|not critical .. call|features|dependency|path|parts & default|skip|hide|drop|optional|failure|degrade|fallback|off
      failure .. invisible|unnoticed|hidden|not_noticed
      come back later|in
      confirm|settle .. asynchronously|later|by_mail|by_email|afterwards
      cached|stale|last_known price|value|copy|response|data|catalogue .. when|if|while|until
      tell|ask .. client|user|customer .. when .. retry|come|back
      still .. able|possible|work|look|browse|see|search
      able|possible .. look|browse|search|order .. even_if|while|although|when
      take|accept|save .. order .. anyway|regardless|first
      sort|settle|collect|take|charge|deal .. money|payment|rest .. later|afterwards|after|out
      even if .. pay|payment|checkout .. not|down|fails
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
      latency|slowness|slow & nastier|worse|dangerous|harder|outage|down & propagate|upstream|spread|outage|threads|pile
      propagate .. upstream
      critical|central & several|multiple|redundant|stateless|instances|replicas & gateway|it|run
      several|multiple|redundant instances|replicas|copies & stateless|gateway|failure|fails|critical|spof
      slow .. use|eat|tie|hold|occupy .. all|workers|threads|connections|everything|up
      nothing else .. work|gets|moves
      all .. workers|threads|connections .. busy|waiting|used|gone
    `),
    names: lines(`
      cascading failure
      single point of failure
      cascade
    `),
    explainedBy: ['reason'],
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
      connection drops|lost|breaks & know|whether|payment|charge|ask|unknown
      response|answer|reply|acknowledgement .. lost|missing|never & charge|succeeded|after|payment|query|retry
      query|ask|check .. before .. charge|retry|again
      no|missing reply|answer|response|news .. not|mean|does
      not mean .. it|that .. not? happen|fail|work
      may|might|could .. have .. happened|worked|succeeded|gone_through|charged .. anyway|still|already
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
      headers & strip|spoof|forge|outside|remove|overwrite & identity|gateway|client|user|edge|internal|x
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
