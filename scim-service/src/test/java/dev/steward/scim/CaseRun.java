package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.scim.CaseClient.Reply;
import dev.steward.testing.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One case, sent and judged; what it made is removed again. */
final class CaseRun {

  private final CaseClient client;
  private final CaseFile.Case one;
  private final CaseWords words;
  private final Deque<String> made = new ArrayDeque<>();

  CaseRun(CaseClient client, CaseFile.Case one) {
    this.client = client;
    this.one = one;
    this.words = new CaseWords(one.words(), one.part("grow"));
    words.learn("run", "q" + UUID.randomUUID().toString().substring(0, 13).replace("-", ""));
    words.learn("person", Sample.person());
  }

  void judge() {
    try {
      CaseFile.stream(one.given()).forEach(this::make);
      CaseFile.stream(one.part("before")).forEach(this::prepare);
      JsonNode request = words.fill(one.part("when"));
      Reply reply = client.send(request);
      if (reply.status() == 201) {
        made.push(request.required("path").textValue() + "/" + reply.json().path("id").asText());
      }
      judge(reply);
    } finally {
      made.forEach(path -> client.send(request("DELETE", path)));
    }
  }

  private void make(JsonNode given) {
    String path = "/" + given.required("in").textValue();
    ObjectNode request = request("POST", path);
    request.set("document", words.fill(given.required("document")));
    Reply reply = client.send(request);
    assertThat(reply.status())
        .as("%s: %s is there first: %s", one.part("id"), given, reply)
        .isEqualTo(201);
    made.push(path + "/" + reply.json().path("id").asText());
    words.learn(given.required("name").textValue(), reply);
  }

  private void prepare(JsonNode before) {
    Reply reply = client.send(words.fill(before));
    assertThat(reply.status()).as("%s comes before: %s", before, reply).isIn(200, 201, 204);
    if (before.has("keepAs")) {
      words.learn(before.path("keepAs").textValue(), reply);
    }
  }

  private void judge(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).matches(s -> s < 500 || s == 501, "no failure");
    if (reply.status() >= 400) {
      assertThat(reply.json().path("schemas").path(0).asText())
          .as("an error is told in the form of SCIM: %s", reply)
          .isEqualTo(Urn.ERROR);
    }
    List<String> objections = new ArrayList<>();
    for (JsonNode answer : one.part("accept")) {
      Optional<String> objection = objection(answer, reply);
      if (objection.isEmpty()) {
        assertThat(answer.path("by").asText()).as("what it does").isIn("standard", "practice");
        return;
      }
      objections.add(objection.get());
    }
    fail(
        "%s (%s): %s%ngot: %s%n",
        one.part("id").asText(), one.part("because").asText(), objections, reply);
  }

  private Optional<String> objection(JsonNode answer, Reply reply) {
    if (!CaseFile.stream(answer.required("status")).anyMatch(s -> s.asInt() == reply.status())) {
      return Optional.of("the status is not of " + answer.path("status"));
    }
    if (reply.status() == 400 && answer.has("scimType") && !isOf(answer.path("scimType"), reply)) {
      return Optional.of("the scimType is not of " + answer.path("scimType"));
    }
    return CaseCheck.objection(words.fill(answer.path("answer")), reply)
        .or(() -> afterwards(answer.path("afterwards")));
  }

  private static boolean isOf(JsonNode types, Reply reply) {
    return CaseFile.stream(types).anyMatch(type -> type.equals(reply.json().path("scimType")));
  }

  private Optional<String> afterwards(JsonNode looks) {
    for (JsonNode look : looks) {
      Reply reply = client.send(words.fill(look));
      Set<Integer> expected = Set.of(look.path("status").path(0).asInt(200));
      if (!expected.contains(reply.status())) {
        return Optional.of("afterwards: " + reply);
      }
      Optional<String> objection = CaseCheck.objection(words.fill(look.path("shows")), reply);
      if (objection.isPresent()) {
        return objection.map(text -> "afterwards: " + text);
      }
    }
    return Optional.empty();
  }

  private static ObjectNode request(String verb, String path) {
    return CaseFile.object().put("verb", verb).put("path", path);
  }
}
