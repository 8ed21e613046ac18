package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.database.Database;
import dev.steward.ledger.Entry;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class BulkTest {

  @Inject Database database;

  private ScimClient scim;
  private String run;
  private String owner;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
    run = "b" + UUID.randomUUID().toString().substring(0, 8);
    owner = Sample.person();
  }

  @Test
  void doesEveryMethod() {
    String changed = agent("changed");
    String replaced = agent("replaced");
    String deleted = agent("deleted");

    List<JsonNode> answers =
        bulk(
            creation("new"),
            operation("patch", "/Agents/" + changed, patch("displayName", "'Changed'")),
            operation("PUT", "/Agents/" + replaced, document("replaced", "'description': 'new'")),
            "{'method': 'DELETE', 'path': '/Agents/%s'}".formatted(deleted));

    assertThat(statuses(answers)).containsExactly("201", "200", "200", "204");
    JsonNode created = answers.getFirst();
    assertThat(created.path("method").textValue()).isEqualTo("POST");
    assertThat(created.path("bulkId").textValue()).isEqualTo("new");
    assertThat(created.has("response")).isFalse();
    String location = created.path("location").textValue();
    Answer shown = scim.get(location.substring(scim.base().toString().length()));
    assertThat(shown.json().path("agentUserName").textValue()).isEqualTo(run + "-new");
    assertThat(created.path("version").textValue()).isEqualTo(shown.header("ETag"));
    assertThat(answers.get(1).path("version").textValue()).isEqualTo("W/\"2\"");
    assertThat(shown("changed", changed).path("displayName").textValue()).isEqualTo("Changed");
    assertThat(shown("replaced", replaced).path("description").textValue()).isEqualTo("new");
    assertThat(scim.get("/Agents/" + deleted).status()).isEqualTo(404);
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.path("location").textValue()).isNotBlank());
  }

  @Test
  void writesEachOperationInTheLedger() {
    String before = agent("before");

    List<JsonNode> answers =
        bulk(
            creation("one"),
            creation("two"),
            operation("PATCH", "/Agents/" + before, patch("displayName", "'Changed'")));

    Entry one = entries(id(answers.get(0))).getFirst();
    Entry two = entries(id(answers.get(1))).getFirst();
    List<Entry> entries = entries(before);
    assertThat(one.event()).isEqualTo("Register");
    assertThat(one.detail()).containsEntry("userName", run + "-one");
    assertThat(two.detail()).containsEntry("userName", run + "-two");
    assertThat(entries.stream().map(Entry::event)).containsExactly("Register", "Describe");
    assertThat(entries.getFirst().actor().bulk()).isNull();
    assertThat(one.actor().bulk())
        .isNotNull()
        .isEqualTo(two.actor().bulk())
        .isEqualTo(entries.getLast().actor().bulk());
    assertThat(one.actor().inBulk("")).isEqualTo(entries.getFirst().actor().inBulk(""));
  }

  @Test
  void tellsOneBulkFromAnotherInTheLedger() {
    String first = id(bulk(creation("first")).getFirst());
    String second = id(bulk(creation("second")).getFirst());

    assertThat(entries(first).getFirst().actor().bulk())
        .isNotEqualTo(entries(second).getFirst().actor().bulk());
  }

  @Test
  void letsNoRefusedOperationUndoAnother() {
    List<JsonNode> answers =
        bulk(
            creation("a"),
            operation("POST", "/Agents", "{'displayName': 'nameless'}", "no-name"),
            creation("b"),
            operation(
                "POST", "/Agents", "{'agentUserName': '%s-no-owner'}".formatted(run), "no-owner"),
            creation("c"),
            operation("POST", "/Agents", document("a"), "taken"),
            operation("PATCH", "/Agents/" + new UUID(0, 9), patch("displayName", "'x'")),
            creation("d"));

    assertThat(statuses(answers))
        .containsExactly("201", "400", "201", "400", "201", "409", "404", "201");
    JsonNode refused = answers.get(1).path("response");
    assertThat(refused.path("schemas").path(0).textValue()).isEqualTo(Urn.ERROR);
    assertThat(refused.path("status").textValue()).isEqualTo("400");
    assertThat(refused.path("detail").textValue()).contains("agentUserName");
    assertThat(answers.get(1).has("location")).isFalse();
    assertThat(answers.get(3).path("response").path("detail").textValue())
        .startsWith("OWNER_REQUIRED");
    assertThat(answers.get(5).path("response").path("scimType").textValue())
        .isEqualTo("uniqueness");
    assertThat(answers.get(6).path("location").textValue())
        .isEqualTo(scim.base() + "/Agents/" + new UUID(0, 9));
    assertThat(many("agentUserName sw \"%s\"".formatted(run))).isEqualTo(4);
  }

  @Test
  void stopsAfterSoManyErrors() {
    String bad = operation("POST", "/Agents", "{}", "x");
    String worse = operation("POST", "/Agents", "{}", "y");
    Answer answer =
        send("'failOnErrors': 2,", creation("a"), bad, creation("b"), worse, creation("c"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(statuses(operations(answer))).containsExactly("201", "400", "201", "400");
    assertThat(many("agentUserName sw \"%s\"".formatted(run))).isEqualTo(2);
  }

  @Test
  void hasNoLimitOfErrorsWhenItIsZeroOrNotSaid() {
    String bad = operation("POST", "/Agents", "{}", "x");

    assertThat(operations(send("'failOnErrors': 0,", bad, creation("a")))).hasSize(2);
    assertThat(operations(send("'failOnErrors': null,", bad, creation("b")))).hasSize(2);
    assertThat(send("'failOnErrors': -1,", bad).status()).isEqualTo(400);
    assertThat(send("'failOnErrors': 'many',", bad).status()).isEqualTo(400);
  }

  @Test
  void holdsAnOperationToTheVersionItIsMeantFor() {
    String id = agent("versioned");
    String second = patch("displayName", "'Second'");
    String third = patch("displayName", "'Third'");

    List<JsonNode> answers =
        bulk(
            operation("PATCH", "/Agents/" + id, second, "x", "W/\\\"1\\\""),
            operation("PATCH", "/Agents/" + id, third, "x", "W/\\\"1\\\""));

    assertThat(statuses(answers)).containsExactly("200", "412");
    assertThat(shown("versioned", id).path("displayName").textValue()).isEqualTo("Second");
  }

  @Test
  void refersToWhatAnOtherOperationMakes() {
    String described = patch("description", "'made and changed in one'");
    List<JsonNode> answers =
        bulk(operation("PATCH", "/Agents/bulkId:late", described), creation("late"));

    assertThat(statuses(answers)).containsExactly("200", "201");
    assertThat(answers.getFirst().path("location")).isEqualTo(answers.get(1).path("location"));
    assertThat(
            scim.filtered("/Agents", "agentUserName eq \"%s-late\"".formatted(run))
                .json()
                .path("Resources")
                .path(0)
                .path("description")
                .textValue())
        .isEqualTo("made and changed in one");
  }

  @Test
  void refusesWhatRefersToNothing() {
    List<JsonNode> answers =
        bulk(
            operation("DELETE", "/Agents/bulkId:nobody", null),
            operation("POST", "/Agents", "{}", "failing"),
            operation("PATCH", "/Agents/bulkId:failing", patch("displayName", "'x'")),
            operation("POST", "/Agents", document("x", "'externalId': 'bulkId:failing'"), "next"));

    assertThat(statuses(answers)).containsExactly("409", "400", "409", "409");
    assertThat(answers.get(0).path("response").path("detail").textValue())
        .contains("bulkId:nobody");
    assertThat(answers.get(2).path("response").path("detail").textValue())
        .contains("bulkId:failing", "failed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'path': '/Agents', 'bulkId': 'a', 'data': {}}                     | method",
        "{'method': 'GET', 'path': '/Agents'}                               | GET",
        "{'method': 'POST', 'path': '/Agents', 'data': {}}                  | bulkId",
        "{'method': 'POST', 'path': '/Agents', 'bulkId': 'a'}               | data",
        "{'method': 'POST', 'path': '/Agents', 'bulkId': 'a', 'data': 'x'}  | data",
        "{'method': 'POST', 'path': '/Agents/7', 'bulkId': 'a', 'data': {}} | /Agents",
        "{'method': 'PUT', 'path': '/Agents', 'data': {}}                   | /Agents/{id}",
        "{'method': 'DELETE'}                                               | /",
        "{'method': 'DELETE', 'path': '/Nothing/7'}                         | /Nothing",
        "{'method': 'DELETE', 'path': '/Bulk'}                              | /Bulk",
      })
  void failsOnlyTheOperationThatLacksSomething(String operation, String named) {
    List<JsonNode> answers = bulk(operation, creation("fine"));

    assertThat(answers.get(0).path("status").textValue()).startsWith("4");
    assertThat(answers.get(0).path("response").path("detail").textValue()).contains(named);
    assertThat(answers.get(1).path("status").textValue()).isEqualTo("201");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                                         | 400",
        "[]                                                        | 400",
        "{}                                                        | 400",
        "{'Operations': []}                                        | 400",
        "{'Operations': {}}                                        | 400",
        "{'Operations': [7]}                                       | 400",
        "{'schemas': ['urn:x'], 'Operations': [{}]}                | 400",
        "{'Operations': [{'method': 'POST', 'path': '/Agents', 'bulkId': 'a', 'data': {}},"
            + " {'method': 'POST', 'path': '/Agents', 'bulkId': 'a', 'data': {}}]} | 400",
      })
  void refusesWhatIsNoBulk(String body, int status) {
    Answer answer = scim.post("/Bulk", body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.json().path("scimType").textValue()).isEqualTo("invalidSyntax");
    assertThat(answer.json().path("detail").textValue()).isNotBlank();
  }

  @Test
  void refusesMoreOperationsThanItSays() {
    JsonNode told = scim.get("/ServiceProviderConfig").json().path("bulk");
    int most = told.path("maxOperations").intValue();
    String nothing = operation("DELETE", "/Agents/none", null);
    String[] tooMany = Stream.generate(() -> nothing).limit(most + 1).toArray(String[]::new);

    Answer answer = send("", tooMany);

    assertThat(told.path("supported").booleanValue()).isTrue();
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().path("detail").textValue()).contains("maxOperations", "" + most);
  }

  @Test
  void refusesMoreBytesThanItSays() {
    int most =
        scim.get("/ServiceProviderConfig").json().path("bulk").path("maxPayloadSize").intValue();

    Answer large = scim.post("/Bulk", " ".repeat(most + 1));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.json().path("detail").textValue()).contains("maxPayloadSize", "" + most);
    Answer chunked = scim.postInChunks("/Bulk", " ".repeat(most + 1));
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.json()).isEqualTo(large.json());
    assertThat(scim.postInChunks("/Agents", " ".repeat(1_100_000)).status()).isEqualTo(413);
    assertThat(scim.postInChunks("/Bulk", " ".repeat(1_100_000)).status()).isEqualTo(400);
    assertThat(scim.postInChunks("/Agents", document("chunked")).status()).isEqualTo(201);
  }

  @Test
  void makesAThousandAtOnce() {
    String[] creations =
        IntStream.range(0, 1000).mapToObj(i -> creation("n" + i)).toArray(String[]::new);

    List<JsonNode> answers = bulk(creations);

    assertThat(statuses(answers)).hasSize(1000).containsOnly("201");
    assertThat(answers)
        .extracting(answer -> answer.path("bulkId").textValue())
        .containsExactlyElementsOf(IntStream.range(0, 1000).mapToObj(i -> "n" + i).toList());
    assertThat(many("agentUserName sw \"%s\"".formatted(run))).isEqualTo(1000);
  }

  @Test
  void tellsWhatWouldBecomeOfEachOperationAndDoesNothing() {
    String kept = agent("kept");
    String taken = agent("taken");

    List<JsonNode> preview =
        operations(
            sendTo(
                "/Bulk?preview=true",
                "",
                creation("new"),
                creation("taken"),
                operation("PATCH", "/Agents/bulkId:new", patch("displayName", "'Changed'")),
                operation("PATCH", "/Agents/" + kept, patch("displayName", "'Changed'")),
                operation("DELETE", "/Agents/" + taken, null),
                operation("POST", "/Agents", "{}", "nameless")));

    assertThat(statuses(preview)).containsExactly("201", "409", "200", "200", "204", "400");
    assertThat(preview.getFirst().has("location")).isFalse();
    assertThat(preview.get(1).path("response").path("detail").textValue()).isNotBlank();
    assertThat(many("agentUserName eq \"%s-new\"".formatted(run))).isZero();
    assertThat(shown("kept", kept).has("displayName")).isFalse();
    assertThat(scim.get("/Agents/" + taken).status()).isEqualTo(200);
    assertThat(entries(kept)).hasSize(1);
  }

  private String agent(String name) {
    return scim.post("/Agents", document(name)).id();
  }

  private String creation(String name) {
    return operation("POST", "/Agents", document(name), name);
  }

  private String document(String name, String... more) {
    return "{'agentUserName': '%s-%s', 'owners': [{'value': '%s'}]%s}"
        .formatted(
            run, name, owner, Stream.of(more).map(", "::concat).collect(Collectors.joining()));
  }

  private static String patch(String path, String value) {
    return "{'schemas': ['%s'], 'Operations': [{'op': 'replace', 'path': '%s', 'value': %s}]}"
        .formatted(Urn.PATCH_OP, path, value);
  }

  private static String operation(
      String method, String path, @Nullable String data, String... names) {
    return "{'method': '%s', 'path': '%s'%s%s%s}"
        .formatted(
            method,
            path,
            data == null ? "" : ", 'data': " + data,
            names.length < 1 ? "" : ", 'bulkId': '%s'".formatted(names[0]),
            names.length < 2 ? "" : ", 'version': '%s'".formatted(names[1]));
  }

  private Answer send(String said, String... operations) {
    return sendTo("/Bulk", said, operations);
  }

  private Answer sendTo(String path, String said, String... operations) {
    return scim.post(
        path,
        "{'schemas': ['%s'], %s 'Operations': [%s]}"
            .formatted(Urn.BULK_REQUEST, said, String.join(",", operations)));
  }

  private List<JsonNode> bulk(String... operations) {
    Answer answer = send("", operations);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    List<JsonNode> answers = operations(answer);
    assertThat(answers).as(answer.toString()).hasSameSizeAs(operations);
    return answers;
  }

  private static List<JsonNode> operations(Answer answer) {
    ObjectNode body = answer.json();
    assertThat(body.path("schemas").path(0).textValue()).isEqualTo(Urn.BULK_RESPONSE);
    return body.path("Operations").valueStream().toList();
  }

  private static List<String> statuses(List<JsonNode> answers) {
    return answers.stream().map(answer -> answer.path("status").textValue()).toList();
  }

  private JsonNode shown(String name, String id) {
    JsonNode shown = scim.get("/Agents/" + id).json();
    assertThat(shown.path("agentUserName").textValue()).isEqualTo(run + "-" + name);
    return shown;
  }

  private int many(String filter) {
    return scim.filtered("/Agents", filter).json().path("totalResults").intValue();
  }

  private static String id(JsonNode answer) {
    String location = answer.path("location").textValue();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private List<Entry> entries(String identity) {
    return database.list(
        "select text from ledger_entry where identity_id = ? order by seq",
        row -> Entry.parse(row.text("text")),
        UUID.fromString(identity));
  }
}
