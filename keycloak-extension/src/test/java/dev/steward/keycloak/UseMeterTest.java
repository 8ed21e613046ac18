package dev.steward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.keycloak.Use.Names;
import dev.steward.keycloak.Use.Outcome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

class UseMeterTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T23:59:59Z"), ZoneOffset.UTC);

  private final UseMeter meter = new UseMeter(CLOCK);

  @Test
  void tellsWhatAClientAskedForAndGot() {
    meter.count(use("c", Outcome.ISSUED, null, Set.of("orders:read"), Set.of("orders:read", "x")));
    meter.count(use("c", Outcome.DENIED, "REVIEW_LAPSED", Set.of("orders:read"), Set.of()));
    meter.count(use("c", Outcome.WOULD_HAVE_DENIED, "UNREGISTERED", Set.of(), Set.of("x")));

    assertThat(drained().toString())
        .isEqualTo(
            """
            [{"client":"c","day":"2026-11-22","issued":2,"denied":1,"wouldHaveDenied":1,\
            "reasons":{"REVIEW_LAPSED":1,"UNREGISTERED":1},\
            "grants":{"client_credentials":3},"methods":{"client-jwt":3},"networks":{"private":3},\
            "scopes":{"orders:read":{"asked":2,"granted":1},"x":{"asked":0,"granted":2}},\
            "audiences":{},"roles":{"auditor":{"asked":0,"granted":3}}}]""");
  }

  @Test
  void whatWasTakenIsNotTakenAgain() {
    meter.count(use("c"));
    assertThat(drained()).hasSize(1);

    assertThat(drained()).isEmpty();
    meter.count(use("c"));
    assertThat(drained()).hasSize(1);
  }

  @Test
  void whatIsShownStaysAndSoDoesWhatIsOfAnotherRealm() {
    meter.count(use("c"));

    assertThat(meter.show()).containsOnlyKeys("realm");
    assertThat(meter.drain("another"::equals)).isEmpty();
    assertThat(drained()).hasSize(1);
    assertThat(meter.show()).isEmpty();
  }

  @Test
  void nothingIsLostBetweenTwoDrains() throws InterruptedException, ExecutionException {
    int threads = 4;
    int each = 50_000;
    AtomicBoolean counting = new AtomicBoolean(true);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads + 1)) {
      Future<Long> drained =
          pool.submit(
              () -> {
                long sum = 0;
                while (counting.get()) {
                  sum += issued();
                }
                return sum;
              });
      List<Future<?>> counters = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        counters.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    meter.count(use("c" + i % 7));
                  }
                }));
      }
      for (Future<?> counter : counters) {
        counter.get();
      }
      counting.set(false);

      long rest = drained.get() + issued() + issued();
      assertThat(rest).isEqualTo((long) threads * each);
    }
  }

  /** The first time classes are loaded, which are made ready under locks of the JVM. */
  @Test
  void whoCountsWaitsForNobody() throws InterruptedException, ExecutionException {
    waitsOfFourWhoCount();

    assertThat(waitsOfFourWhoCount()).isZero();
  }

  private long waitsOfFourWhoCount() throws InterruptedException, ExecutionException {
    AtomicBoolean counting = new AtomicBoolean(true);
    try (ExecutorService pool = Executors.newFixedThreadPool(5)) {
      Future<?> drained =
          pool.submit(
              () -> {
                while (counting.get()) {
                  meter.show();
                  meter.drain(realm -> true);
                }
              });
      List<Future<Long>> counters = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        counters.add(pool.submit(this::waitsWhileCounting));
      }
      long waits = 0;
      for (Future<Long> counter : counters) {
        waits += counter.get();
      }
      counting.set(false);
      drained.get();
      return waits;
    }
  }

  /** How often the thread that counts had to wait for a lock, or was parked. */
  private long waitsWhileCounting() {
    long before = waits();
    for (int i = 0; i < 5_000; i++) {
      meter.count(
          use("c" + i % 97, Outcome.ISSUED, null, Set.of("asked-" + i % 61), Set.of("got")));
    }
    return waits() - before;
  }

  private static long waits() {
    ThreadInfo here =
        ManagementFactory.getThreadMXBean().getThreadInfo(Thread.currentThread().threadId());
    return here.getBlockedCount() + here.getWaitedCount();
  }

  @Test
  void beyondTheBoundNewClientsAreNotCountedAndThatIsTold() {
    for (int i = 0; i < UseMeter.MOST_TALLIES + 5; i++) {
      meter.count(use("c" + i));
    }

    assertThat(meter.notCounted()).isEqualTo(5);
    assertThat(meter.fills()).isTrue();
    assertThat(issued()).isEqualTo(UseMeter.MOST_TALLIES);
    meter.drain(realm -> true);
    assertThat(meter.fills()).isFalse();
  }

  @Test
  void moreWordsThanFitCountAsOther() {
    for (int i = 0; i < 500; i++) {
      meter.count(use("c", Outcome.ISSUED, null, Set.of("asked-" + i), Set.of("granted-" + i)));
    }

    JsonNode scopes = drained().path(0).path("scopes");
    assertThat(scopes.size()).isLessThanOrEqualTo(WordCounts.MOST);
    assertThat(scopes.has(WordCounts.OTHER)).isTrue();
    assertThat(scopes.findValues("asked").stream().mapToLong(JsonNode::asLong).sum())
        .isEqualTo(500);
    assertThat(scopes.findValues("granted").stream().mapToLong(JsonNode::asLong).sum())
        .isEqualTo(500);
  }

  @Test
  void aWordThatCannotBeShownOrIsTooLongCountsAsOther() {
    meter.count(
        use(
            "c",
            Outcome.ISSUED,
            null,
            Set.of("a\u0000b", "\u0007", "\ud800", "x".repeat(129)),
            Set.of("orders:lesen-für-übung")));

    assertThat(drained().path(0).path("scopes").toString())
        .isEqualTo(
            "{\"orders:lesen-für-übung\":{\"asked\":0,\"granted\":1},"
                + "\"other\":{\"asked\":4,\"granted\":0}}");
  }

  @Test
  void aBundleHasNoMoreUsesAndBytesThanATokenMayHave() {
    for (int i = 0; i < 450; i++) {
      meter.count(use("c" + i));
    }
    List<Map<String, Object>> uses = meter.drain(realm -> true).getOrDefault("realm", List.of());

    assertThat(UseBundles.of(uses, 200, 1_000_000))
        .extracting(List::size)
        .containsExactly(200, 200, 50);
    assertThat(UseBundles.of(uses, 200, 1)).hasSize(450);
    assertThat(UseBundles.of(uses, 200, 1_000_000).stream().flatMap(List::stream)).isEqualTo(uses);
  }

  private long issued() {
    return drained().findValues("issued").stream().mapToLong(JsonNode::asLong).sum();
  }

  private JsonNode drained() {
    return JsonSerialization.mapper.valueToTree(
        meter.drain(realm -> true).getOrDefault("realm", List.of()));
  }

  private static Use use(String client) {
    return use(client, Outcome.ISSUED, null, Set.of(), Set.of());
  }

  private static Use use(
      String client,
      Outcome outcome,
      @Nullable String reason,
      Set<String> asked,
      Set<String> granted) {
    return new Use(
        "realm",
        client,
        "client_credentials",
        "client-jwt",
        "private",
        new Names(asked, granted),
        new Names(Set.of(), Set.of()),
        Set.of("auditor"),
        outcome,
        reason);
  }
}
