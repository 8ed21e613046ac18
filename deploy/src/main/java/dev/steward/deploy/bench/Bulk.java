package dev.steward.deploy.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A thousand new resources in one request.
 *
 * @param made how many of them the server says it made
 */
record Bulk(int made, Duration took) {

  private static final int OPERATIONS = 1_000;

  double perSecond() {
    return made * 1e9 / took.toNanos();
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
      long start = System.nanoTime();
      Wire.Answer answer = wire.send(new Ask("POST", "/Bulk", body), place.token().get());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      int made = answer.text().split("\"status\" ?: ?\"?201", -1).length - 1;
      return answer.ok() && made == OPERATIONS
          ? Optional.of(new Bulk(made, took))
          : Optional.empty();
    }
  }
}
