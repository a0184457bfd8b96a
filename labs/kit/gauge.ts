/**
 * Gauges: numbers that say how something stands right now, such as the state of a breaker or the lag of a consumer.
 * They go to an OpenTelemetry collector as OTLP over HTTP in JSON. Where the environment names no collector
 * (`OTEL_EXPORTER_OTLP_ENDPOINT`) they go nowhere.
 */

/** Says how it stands now. The attributes tell apart what has the same name, such as the breakers of one service. */
export type Gauge = (value: number, attributes?: Readonly<Record<string, string>>) => void;

/** Posts follow one another, so that an older value never overtakes a newer one. */
let last: Promise<unknown> = Promise.resolve();

export interface GaugeOptions {
  /** The service that it is about; by default the one that reports it. */
  readonly service?: string;
}

/** @param name as OpenTelemetry names metrics: `circuit_breaker.state` */
export function createGauge(name: string, { service }: GaugeOptions = {}): Gauge {
  const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (endpoint === undefined) return () => {};
  return (value, attributes = {}) => {
    const about = service ?? process.env['OTEL_SERVICE_NAME'] ?? 'unknown';
    const body = JSON.stringify(metricsRequest(name, about, value, attributes));
    // Telemetry must never disturb what it watches: a collector that is away is no error.
    last = last.then(() => post(`${endpoint}/v1/metrics`, body)).catch(() => {});
  };
}

async function post(url: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.body?.cancel();
}

/** An ExportMetricsServiceRequest with one data point. */
function metricsRequest(
  name: string,
  service: string,
  value: number,
  attributes: Readonly<Record<string, string>>,
): object {
  const point = {
    timeUnixNano: `${Date.now()}000000`,
    asDouble: value,
    attributes: keyValues(attributes),
  };
  const resource = {
    attributes: keyValues({ 'service.name': service }),
  };
  const scopeMetrics = [{ scope: { name: 'kit' }, metrics: [{ name, gauge: { dataPoints: [point] } }] }];
  return { resourceMetrics: [{ resource, scopeMetrics }] };
}

function keyValues(attributes: Readonly<Record<string, string>>): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } }));
}
