package dev.steward.deploy.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How a server did during one stretch of time. */
final class Sample {

  private final long[] nanos;
  private final Duration took;
  private final Duration busy;

  /**
   * @param nanos how long each request took
   * @param took the whole stretch
   * @param busy the processor time that the server and its database used
   */
  Sample(long[] nanos, Duration took, Duration busy) {
    this.nanos = nanos.clone();
    this.took = took;
    this.busy = busy;
    Arrays.sort(this.nanos);
  }

  /** All stretches as one. */
  static Sample together(List<Sample> samples) {
    return new Sample(
        samples.stream().flatMapToLong(sample -> Arrays.stream(sample.nanos)).toArray(),
        samples.stream().map(sample -> sample.took).reduce(Duration.ZERO, Duration::plus),
        samples.stream().map(sample -> sample.busy).reduce(Duration.ZERO, Duration::plus));
  }

  int requests() {
    return nanos.length;
  }

  double perSecond() {
    return requests() * 1e9 / took.toNanos();
  }

  /** Milliseconds within which a share of the requests was answered. */
  double within(double share) {
    return nanos[(int) Math.min(nanos.length - 1L, Math.round(share * nanos.length))] / 1e6;
  }

  /** Processor microseconds for one request. */
  double busyMicros() {
    return busy.toNanos() / 1e3 / requests();
  }
}
