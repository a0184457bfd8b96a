/**
 * Sets of phrases that patterns share: one idea in the many ways people say it. `$other` includes another set.
 * Forms of a word need not be listed (see stem.ts), articles are never written (see normalise.ts).
 */
import type { Vocabulary } from './pattern.ts';

function set(text: string): string[] {
  return text.split(/[,\n]/).flatMap((entry) => entry.trim() || []);
}

export const vocabulary: Vocabulary = {
  // Who
  person:
    set(`person, engineer, developer, dev, someone, somebody, human, colleague, maintainer, staff, us, head,
    individual, programmer, operator`),
  team: set(`team, squad, group, crew, tribe, department, $person, org, organisation, unit, two pizza`),
  group: set(`team, squad, group, crew, tribe, department, org, organisation`),
  user: set(`user, customer, shopper, client, visitor, buyer, person, caller, account, member, cohort, tenant, session,
    consumer, profile, guest, people, cookie`),
  nobody: set(
    `nobody, no one, noone, nothing, none, no other, no service, no module, no team, not anyone, not anybody, never`,
  ),
  anyone:
    set(`anyone, anybody, someone else, somebody else, others, other team, another team, each other, one another,
    another group, other group, other squad, another squad, everyone, everybody, another, other`),

  // What
  service: set(`service, microservice, program, application, app, component, deployable, process, container`),
  module:
    set(`module, component, area, package, domain, bounded context, context, section, folder, room, feature,
    part, piece, bit, chunk, slice, subsystem, capability, workload`),
  thing: set(`$service, $module, thing, system, implementation, code, side, path, place, version`),
  old: set(`old, monolith, legacy, existing, previous, original, home, incumbent, shared database, source`),
  new: set(`new, newcomer, extracted, replacement, target, microservice, separate`),
  data: set(
    `data, table, schema, row, record, column, store, storage, database, db, rows, datastore, tables, collection`,
  ),
  database: set(`database, db, schema, postgres, mysql, postgresql, table, datastore, data store`),
  copy: set(`copy, replica, projection, cache, snapshot, view, duplicate`),
  call: set(`call, request, query, hit, rpc, invocation, hop, click`),
  event: set(`event, message, notification, command, record, fact`),
  queue: set(`queue, topic, broker, kafka, rabbitmq, sqs, bus, stream, log, line, partition, background job,
    background worker, pubsub, pub sub`),
  load: set(
    `load, traffic, request, hit, call, click, query, order, write, read, transaction, message, event, checkout`,
  ),
  box: set(
    `box, machine, instance, server, node, vm, laptop, host, process, database, postgres, pod, replica, container`,
  ),
  monolith: set(`monolith, single application, single app, single deployable, one deployable, single codebase,
    one codebase, one program, one app, one application, one process, single process, one service, single service,
    single unit, one unit, single program, single deployment, one deployment, one artefact, one artifact,
    single artefact, single artifact, same process, same codebase, one thing, one repo, one binary, single binary,
    one executable, one piece, majestic monolith, modulith`),
  microservices: set(
    `microservice, micro service, service oriented architecture, distributed system, split it up`,
  ),
  dependency:
    set(`payment, provider, processor, dependency, downstream, upstream, bank, stripe, service, other side,
    callee, backend, card people, third party, external, remote, api, they, it, them, psp`),

  // Doing
  split:
    set(`split, extract, carve, pull out, pull it out, take out, take it out, break up, break out, break apart,
    break off, separate, peel off, spin out, spin off, cut up, cut out, pull apart, move out, lift out, hive off,
    slice off, decompose, carve off, carve out, factor out, cut off, peel out, break down, microservice`),
  merge:
    set(`merge, fold, put back together, consolidate, combine, collapse, join together, bring back together,
    pull back together, reunite, recombine, unify, glue back, put together, go back into, bring back, back together`),
  own: set(`own, owner, look after, responsible for, in charge of, take care of, maintain, accountable for, care for,
    belong to, minds, mind, looks after, ownership, holds, steward`),
  release:
    set(`release, deploy, ship, go live, rollout, roll out, put live, deployment, get out, push to production,
    put into production, merge, launch, go to production`),
  independently:
    set(`independently, on their own, on its own, by itself, by themselves, alone, autonomously, separately,
    whenever they want, whenever they like, when they want, at their own pace, on own schedule, without waiting,
    without asking, without coordinating, without coordination, without talking, without having to, without permission,
    without booking, not wait, without meeting, without blocking, not need to ask, not have to wait, without needing`),
  wait: set(`wait, block, stuck, queue behind, queue, held up, held back, hold up, stall, delayed, delay, stand in line,
    trip over, blocked by, stepping on, step on, coordinate, gate, bottleneck, slowed`),
  measure:
    set(`measure, evidence, metric, data, number, graph, profile, profiler, prove, dashboard, concrete, observe,
    show, demonstrate, demonstrable, proof, report, log`),
  pain: set(
    `pain, hurt, painful, problem, bottleneck, suffer, trouble, need, pressure, ache, symptom, limit, friction`,
  ),
  try: set(`try, tried, attempt, exhaust, start with, first, before, cheaper, cheap, see whether, see if, check whether,
    check if, test whether, look at, instead, rule out, earlier, prior`),
  send: set(
    `send, route, direct, move, shift, point, steer, give, serve, divert, let, expose, migrate, switch, ramp`,
  ),
  return:
    set(`roll back, rollback, go back, flip back, switch back, back out, revert, return, fall back, turn back,
    come back, come home, walk back, retreat, undo, reverse, abort, way back, bail out, back off, flip straight back,
    get back, kill switch, back away`),
  compare:
    set(`compare, diff, checksum, check sum, reconcile, reconciler, verify, verification, mismatch, disagree, differ,
    agree, equality, parity, discrepancy, divergence, diverge, difference, match up, hash, equal, drift, deviation,
    inconsistency, comparison`),
  fail: set(`fail, failure, die, crash, go down, break, fall over, down, outage, error, unavailable, unreachable, blow up,
    crash out, timeout, time out, trouble, hiccup, ill, sick, dead, unhealthy, broken, malfunction, go wrong, hang, fault,
    slow, sluggish, sleepy, degraded, stall, blip, go dark, quiet, unresponsive, not answer, not respond, go silent,
    goes quiet`),
  slow: set(`slow, sluggish, sleepy, hang, hanging, latency, delayed, crawl, stall, unresponsive`),
  stop: set(`stop, give up, no longer, quit, cut off, refuse, reject, fail fast, fail immediately, fail quickly, not even,
    not ask, cease, short circuit, trip, open, bail, abandon, not send, not call, leave alone, suspend, block`),
  limit:
    set(`limit, cap, at most, no more than, maximum, max, ceiling, bound, quota, budget, upper bound, own pool,
    own small pool, separate pool, dedicated pool, semaphore, restrict, not more than`),
  pool: set(`pool, thread, connection, worker, slot, socket, semaphore, thread pool, connection pool`),
  twice:
    set(`twice, again, duplicate, second time, more than once, repeat, redeliver, redelivery, same message, resend,
    repeated, two times, multiple times, double, replay, dupe, resent, redelivered, once more, duplication`),
  remember:
    set(`remember, record, store, keep, track, note, check, save, look up, dedup, dedupe, de duplicate, deduplicate,
    deduplication, skip, ignore, recognise, drop, discard, know, shrug off, detect, spot, filter, reject, refuse`),
  third: set(
    `three, third, few, couple, some, several, n, five, 3, 5, handful, repeated, max, maximum, limited, fixed`,
  ),
  aside: set(`dead letter, dlq, aside, park, quarantine, dead lettered, side queue, error queue, retry topic,
    out of way, parking lot, separate queue, error topic, pile, hospital`),
  cheaper:
    set(`vertical, vertically, bigger box, bigger machine, bigger instance, larger instance, larger machine, larger box,
    scale up, more memory, more ram, cache, caching, index, queue, background, async, asynchronous, worker, ci,
    faster test, faster build, test suite, bulkhead, second role, read replica, in process, pipeline, tuning, optimise,
    optimisation, more cpu, more core, faster pipeline, feature flag, replica, load balancer, faster machine, job queue,
    trunk based`),
  hot: set(`cpu, memory, core, resource, hardware, machine, heap, ram, gpu, compute, processor, io`),
  percentile:
    set(`p50, p90, p95, p99, p999, p99.9, percentile, median, quantile, tail, tail latency, p75, p98,
    slowest one, slow one, slowest`),
  hour: set(
    `night, 3 am, three am, three in morning, holiday, weekend, sunday, sleep, 2 am, 3am, 2am, vacation, sick`,
  ),
  oncall:
    set(`on call, oncall, pager, page, rota, rotation, woken, wake, phone, alert, paged, called at, get call,
    gets call, phone call, duty`),
  walls:
    set(`boundary, wall, border, seam, interface, facade, contract, fence, public api, api, line, front door,
    encapsulation, internals, internal, partition, door`),
  enforce:
    set(`enforce, fail, reject, refuse, forbid, stop, prevent, block, check, verify, lint, rule, break, guard,
    disallow, ban, catch, fails, police, strict, tests, complain, red, automatically`),
  ci: set(`ci, build, lint, linter, compiler, test, pipeline, tool, check, rule, archunit, packwerk, dependency cruiser,
    arch test, architecture test, static analysis, build system, automated, automatically, fitness function, module system`),
  reach:
    set(`import, reach, cross, climb, touch, use, access, call into, grab, poke, peek, reach into, reach around, bypass,
    skip, go around, dig, join, read, query`),
  give: set(
    `price, cost, downside, drawback, penalty, disadvantage, sacrifice, expense, con, minus, catch, toll, tax`,
  ),
  mind: set(`mind, decision, answer, choice, course, opinion, recommendation, position, view, call, verdict`),
  trade:
    set(`latency, speed, simplicity, consistency, cost, freshness, autonomy, money, complexity, availability, memory,
    durability, duplication, coupling, isolation, flexibility, control, throughput, accuracy, false alarm, safety, time`),
  // For the two sides of a trade: what anybody praises (“scalable”) and what anybody complains of is left out.
  good: set(`simple, simpler, simplest, cheap, cheaper, cheapest, fast, faster, quick, quicker, easy, easier, safe, safer,
    safest, robust, consistent, immediate, immediately, at once, independent, independently, independence, autonomy, isolation,
    precise, accurate, freedom, free, fresh, decoupled, low effort, low, convenient, less work, less code, protects`),
  bad: set(`slow, slower, harder, hard, expensive, dear, dearer, pricier, costly, costlier, fragile, stale, late, latency,
    duplication, duplicate, effort, coordination, coordinate, overhead, risk, overload, lag, memory, staff, coupling, coupled,
    bottleneck, dependency, more work, miss, false alarm, lose, limit, affected, extra, blind, wait, maintain, inconsistent,
    another thing, one more, can be down, single point, block, lock, tied to, ties us, nobody can, waste, drift`),
  trace: set(`trace, traceparent, trace context, trace id, correlation id, request id, span, ticket, tracing,
    context propagation, baggage, waterfall, timeline, trace header`),
  propagate: set(
    `propagate, pass, carry, forward, travel, flow, inject, hand, copy, survive, attach, along, through, ship`,
  ),
  dashboard:
    set(`dashboard, metric, alert, page, graph, monitor, watch, chart, plot, export, measure, track, gauge, panel,
    keep eye, look at, observe, report, counter, slo, sli, instrument`),
  userFeels:
    set(`error rate, error ratio, errors, latency, p95, p99, 5xx, success rate, failure rate, failed checkout,
    conversion, response time, burn rate, error budget, sli, slo, percentile, lag, mismatch, age, backlog, share of checkouts`),
};
