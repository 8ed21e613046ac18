package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bulk whose operations do not refer to each other does what they do one by one. */
@QuarkusTest
class BulkEquivalenceTest {

  private static final int THERE = 6;
  private static final int OPERATIONS = 80;

  private final String owner = Sample.person();

  /** One of two equal worlds, apart by the beginning of its names. */
  private record World(ScimClient scim, String prefix, String owner, List<String> ids) {

    static World of(String owner) {
      ScimClient scim = ScimClient.allowed("scim:read scim:write");
      String prefix = "w" + UUID.randomUUID();
      World world = new World(scim, prefix, owner, new ArrayList<>());
      for (int i = 0; i < THERE; i++) {
        world.ids().add(scim.post("/Agents", world.agent("there" + i, "")).id());
      }
      return world;
    }

    String agent(String name, String more) {
      return "{'agentUserName': '%s-%s', 'owners': [{'value': '%s'}]%s}"
          .formatted(prefix, name, owner, more);
    }

    /** What is left, apart from what differs between the worlds. */
    List<String> left() {
      Answer all = scim.filtered("/Agents", "agentUserName sw \"%s-\"".formatted(prefix));
      List<String> left = new ArrayList<>();
      for (JsonNode agent : all.json().path("Resources")) {
        left.add(
            "%s %s %s %s"
                .formatted(
                    agent.path("agentUserName").textValue().substring(prefix.length()),
                    agent.path("displayName").asText(),
                    agent.path("active").asText(),
                    agent.path("meta").path("version").asText()));
      }
      return left.stream().sorted().toList();
    }
  }

  private record Operation(String method, String path, @Nullable String data) {

    static Operation random(Random random, World world) {
      String there = "/Agents/" + world.ids().get(random.nextInt(THERE));
      String name = "name" + random.nextInt(25);
      String more = ", 'displayName': 'D%d'".formatted(random.nextInt(5));
      return switch (random.nextInt(12)) {
        case 0 -> new Operation("DELETE", there, null);
        case 1 -> new Operation("PUT", there, world.agent("put" + random.nextInt(4), more));
        case 2 -> new Operation("PATCH", there, patch("displayName", "P" + random.nextInt(5)));
        case 3 -> new Operation("PATCH", there, patch("agentUserName", world.prefix() + "-taken"));
        case 4 -> new Operation("POST", "/Agents", "{'displayName': 'nobody'}");
        case 5 -> new Operation("POST", "/Nowhere", "{}");
        default -> new Operation("POST", "/Agents", world.agent(name, more));
      };
    }

    private static String patch(String path, String value) {
      return "{'Operations': [{'op': 'replace', 'path': '%s', 'value': '%s'}]}"
          .formatted(path, value);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holds(long seed) {
    World single = World.of(owner);
    World bulk = World.of(owner);

    List<String> answers =
        operations(seed, single).stream()
            .map(one -> single.scim().send(one.method(), one.path(), one.data()))
            .map(answer -> Integer.toString(answer.status()))
            .toList();

    assertThat(inBulk(bulk, operations(seed, bulk))).isEqualTo(answers);
    assertThat(answers).contains("201", "400", "409");
    assertThat(bulk.left()).isEqualTo(single.left()).isNotEmpty();
  }

  private static List<Operation> operations(long seed, World world) {
    Random random = new Random(seed);
    return IntStream.range(0, OPERATIONS).mapToObj(i -> Operation.random(random, world)).toList();
  }

  private static List<String> inBulk(World world, List<Operation> operations) {
    List<String> written = new ArrayList<>();
    for (Operation operation : operations) {
      written.add(
          "{'method': '%s', 'path': '%s', 'bulkId': '%d'%s}"
              .formatted(
                  operation.method(),
                  operation.path(),
                  written.size(),
                  operation.data() == null ? "" : ", 'data': " + operation.data()));
    }
    Answer answer =
        world.scim().post("/Bulk", "{'Operations': [%s]}".formatted(String.join(",", written)));
    return Samples.texts(answer.json().path("Operations"), "status");
  }
}
