package dev.steward.deploy.bench;

import dev.steward.deploy.Trouble;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A thousand new resources in one request.
 *
 * @param took how long the answer took
 * @param busy the processor time that the server and its database used
 */
record Bulk(Duration took, Duration busy) {

  static final int OPERATIONS = 1_000;

  /** What servers answer that know no Bulk. */
  private static final Set<Integer> NONE = Set.of(403, 404, 405, 501);

  /** Processor microseconds for each resource. */
  double busyMicros() {
    return busy.toNanos() / 1e3 / OPERATIONS;
  }

  double perSecond() {
    return OPERATIONS * 1e9 / took.toNanos();
  }

  /** Asks once; nothing when the server takes no such request. */
  static Optional<Bulk> of(Place place) {
    String operations =
        IntStream.range(0, OPERATIONS)
            .mapToObj(
                n ->
                    "{\"method\":\"POST\",\"path\":\"%s\",\"bulkId\":\"b%d\",\"data\":%s}"
                        .formatted(place.crowd().path(), n, place.crowd().fresh().get()))
            .collect(Collectors.joining(","));
    String body =
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[%s]}"
            .formatted(operations);
    try (Wire wire = place.connect()) {
      Duration before = place.footprint().busy();
      long start = System.nanoTime();
      Wire.Answer answer = wire.send(new Ask("POST", "/Bulk", body), place.headers().get());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (NONE.contains(answer.status())) {
        return Optional.empty();
      }
      int made = answer.text().split("\"status\" ?: ?\"?201", -1).length - 1;
      if (!answer.ok() || made != OPERATIONS) {
        throw new Trouble(
            "%s made %d of a bulk of %d: %d %.500s"
                .formatted(place.name(), made, OPERATIONS, answer.status(), answer.text()));
      }
      return Optional.of(new Bulk(took, place.footprint().busy().minus(before)));
    }
  }
}
