package dev.steward.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.deploy.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A walk through everything that a server has, page by page.
 *
 * @param rows how many resources were met
 * @param busy the processor time that the server and its database used
 * @param memory what the server took at the start, and after each tenth of the way
 */
record Walk(long rows, Duration took, Duration busy, List<Memory> memory) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Megabytes: objects that live, and the memory of the process. */
  record Memory(long live, long resident) {}

  /** Processor microseconds for each resource. */
  double busyMicros() {
    return busy.toNanos() / 1e3 / rows;
  }

  double perSecond() {
    return rows * 1e9 / took.toNanos();
  }

  /** By the cursors of RFC 9865, or by the number of the first resource where there are none. */
  static Walk through(Place place) {
    return byCursor(place, place.crowd().path(), place.crowd().largestPage())
        .orElseGet(() -> byIndex(place, place.crowd().path(), place.crowd().largestPage()));
  }

  private static Optional<Walk> byCursor(Place place, String path, int count) {
    try (Wire wire = place.connect()) {
      JsonNode page = page(wire, place, path + "?cursor=&count=" + count);
      if (!page.has("nextCursor")) {
        return Optional.empty();
      }
      Pace pace = new Pace(place);
      pace.met(page.path("Resources").size());
      while (page.has("nextCursor")) {
        page =
            page(
                wire,
                place,
                "%s?cursor=%s&count=%d".formatted(path, page.path("nextCursor").asText(), count));
        pace.met(page.path("Resources").size());
      }
      return Optional.of(pace.done());
    }
  }

  private static Walk byIndex(Place place, String path, int count) {
    try (Wire wire = place.connect()) {
      Pace pace = new Pace(place);
      long start = 1;
      int size;
      long all;
      do {
        JsonNode page =
            page(wire, place, "%s?startIndex=%d&count=%d".formatted(path, start, count));
        size = page.path("Resources").size();
        all = page.path("totalResults").asLong();
        start += size;
        pace.met(size);
      } while (size > 0 && start <= Math.max(all, place.crowd().size()));
      return pace.done();
    }
  }

  private static JsonNode page(Wire wire, Place place, String path) {
    Wire.Answer answer = wire.send(Ask.get(path), place.headers().get());
    try {
      return JSON.readTree(answer.text());
    } catch (IOException e) {
      throw new Trouble("%s answered %s with no JSON.".formatted(place.name(), path), e);
    }
  }

  /** Counts on the way and looks at the memory; looking is no part of the time. */
  private static final class Pace {

    private final Place place;
    private final List<Memory> memory = new ArrayList<>();
    private long looking;
    private Duration busyLooking = Duration.ZERO;
    private final Duration busyBefore;
    private long rows;
    private final long start = System.nanoTime();

    Pace(Place place) {
      this.place = place;
      this.busyBefore = place.footprint().busy();
      look();
    }

    void met(int more) {
      rows += more;
      if (rows * 10 / place.crowd().size() >= memory.size()) {
        look();
      }
    }

    Walk done() {
      return new Walk(
          rows,
          Duration.ofNanos(System.nanoTime() - start - looking),
          place.footprint().busy().minus(busyBefore).minus(busyLooking),
          memory);
    }

    private void look() {
      long before = System.nanoTime();
      Duration busy = place.footprint().busy();
      memory.add(new Memory(place.footprint().liveHeap(), place.footprint().resident()));
      busyLooking = busyLooking.plus(place.footprint().busy().minus(busy));
      looking += System.nanoTime() - before;
    }
  }
}
