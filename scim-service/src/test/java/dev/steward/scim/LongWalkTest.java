package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.database.Database;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Walks through very many agents by cursor while others register, change and delete some without a
 * pause. The build walks a short way, {@code deploy/walk} as far as it is told; the first of the
 * agents are registered, the others are copies that the database makes of one of them.
 */
@QuarkusTest
class LongWalkTest {

  private static final int ROWS = Integer.getInteger("steward.walk.rows", 1_200);
  private static final int REGISTERED = 12_000;
  private static final int AT_ONCE = 400;
  private static final int COPIED_AT_ONCE = 100_000;
  private static final int WRITERS = 2;

  private static final int FIRST_WRITES = 6;
  private static final int WRITES_WITH_ONE_TOKEN = 60;

  @Inject Database database;

  private final String run = "walk-" + UUID.randomUUID();
  private final String owner = Sample.person();

  @Test
  void everyRowThatStaysIsSeenOnce() throws Exception {
    List<String> all = new ArrayList<>();
    for (int from = 0; from < Math.min(ROWS, REGISTERED); from += AT_ONCE) {
      all.addAll(registered(from, Math.min(ROWS, from + AT_ONCE)));
    }
    for (int from = all.size(); from < ROWS; from += COPIED_AT_ONCE) {
      all.addAll(copied(all.getFirst(), from, Math.min(ROWS, from + COPIED_AT_ONCE)));
    }
    List<String> staying =
        IntStream.range(0, ROWS).filter(i -> i % 2 == 0).mapToObj(all::get).toList();
    List<String> leaving =
        IntStream.range(0, ROWS).filter(i -> i % 2 == 1).mapToObj(all::get).toList();
    AtomicBoolean over = new AtomicBoolean();
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      try {
        for (int i = 0; i < WRITERS; i++) {
          Writer writer = new Writer(i, every(WRITERS, i, leaving), staying);
          writer.write(FIRST_WRITES);
          writers.add(threads.submit(() -> writer.writeUntil(over)));
        }
        for (String order :
            List.of("", "&sortOrder=descending", "&sortBy=displayName", "&sortBy=meta.created")) {
          List<String> seen = walked(order);
          assertThat(new HashSet<>(seen)).as("each once, by" + order).hasSameSizeAs(seen);
          assertThat(Set.copyOf(seen)).as("all that stay, by" + order).containsAll(staying);
        }
      } finally {
        over.set(true);
      }
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
  }

  private static <T> List<T> every(int step, int from, List<T> all) {
    return IntStream.range(0, all.size()).filter(i -> i % step == from).mapToObj(all::get).toList();
  }

  /** Somebody who registers one, changes one that stays, deletes one that leaves, and so on. */
  private final class Writer {

    private final Random random;
    private final List<String> leaving;
    private final List<String> staying;
    private ScimClient scim = client();

    Writer(int seed, List<String> leaving, List<String> staying) {
      this.random = new Random(seed);
      this.leaving = new ArrayList<>(leaving);
      this.staying = staying;
    }

    void writeUntil(AtomicBoolean over) {
      while (!over.get()) {
        write(WRITES_WITH_ONE_TOKEN);
        scim = client();
      }
    }

    void write(int times) {
      for (int i = 0; i < times; i++) {
        Answer answer = written(i);
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201, 204);
      }
    }

    private Answer written(int turn) {
      if (turn % 3 == 0) {
        return scim.post("/Agents", agent(ROWS + random.nextInt(Integer.MAX_VALUE - ROWS)));
      }
      if (turn % 3 == 1 || leaving.isEmpty()) {
        return scim.patch(
            "/Agents/" + staying.get(random.nextInt(staying.size())),
            "{'op': 'add', 'path': 'description', 'value': 'now %d'}".formatted(turn));
      }
      return scim.delete("/Agents/" + leaving.remove(random.nextInt(leaving.size())));
    }
  }

  private List<String> registered(int from, int to) {
    String operations =
        IntStream.range(from, to)
            .mapToObj(
                i ->
                    "{'method': 'POST', 'path': '/Agents', 'bulkId': '%d', 'data': %s}"
                        .formatted(i, agent(i)))
            .collect(Collectors.joining(", "));
    Answer bulk = client().post("/Bulk", "{'Operations': [%s]}".formatted(operations));
    assertThat(bulk.status()).as(bulk.toString()).isEqualTo(200);
    return elements(bulk.json().path("Operations"))
        .map(one -> one.required("location").textValue())
        .map(location -> location.substring(location.lastIndexOf('/') + 1))
        .toList();
  }

  private List<String> copied(String one, int from, int to) {
    return QuarkusTransaction.requiringNew()
        .timeout((int) Duration.ofMinutes(30).toSeconds())
        .call(
            () -> {
              List<String> ids =
                  database.list(
                      """
                      insert into identity
                      select (jsonb_populate_record(one, jsonb_build_object(
                        'id', gen_random_uuid(),
                        'user_name', ? || '-' || n,
                        'display_name', (n * 7919::bigint % 16777213)::text))).*
                      from identity one, generate_series(?, ?) n
                      where one.id = ?::uuid
                      returning id::text
                      """,
                      row -> row.text("id"), run, from, to - 1, one);
              database.update(
                  """
                  insert into identity_owner
                  select (jsonb_populate_record(o, jsonb_build_object('identity_id', copy))).*
                  from identity_owner o, unnest(?::uuid[]) copy
                  where o.identity_id = ?::uuid
                  """,
                  ids,
                  one);
              return ids;
            });
  }

  /** Few have the same display name, and the order of the names is not that of the ids. */
  private String agent(int number) {
    return "{'agentUserName': '%s-%d', 'displayName': '%d', 'owners': [{'value': '%s'}]}"
        .formatted(run, number, Integer.reverse(number) >>> 8, owner);
  }

  private List<String> walked(String order) {
    String filter = URLEncoder.encode("owners eq \"%s\"".formatted(owner), StandardCharsets.UTF_8);
    List<String> seen = new ArrayList<>();
    ScimClient scim = client();
    for (String cursor = ""; cursor != null; ) {
      Answer page =
          scim.get(
              "/Agents?attributes=id&count=300&filter=%s%s&cursor=%s"
                  .formatted(filter, order, cursor));
      assertThat(page.status()).as(page.toString()).isEqualTo(200);
      ObjectNode list = page.json();
      elements(list.path("Resources")).forEach(one -> seen.add(one.required("id").textValue()));
      cursor = list.path("nextCursor").textValue();
    }
    return seen;
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return CaseFile.stream(list);
  }

  /** With a token of its own: a long walk outlives one. */
  private static ScimClient client() {
    return ScimClient.allowed("scim:read scim:write");
  }
}
