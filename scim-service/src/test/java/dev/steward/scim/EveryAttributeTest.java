package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every attribute that {@code /Schemas} tells of can be asked for, or is refused in words. */
@QuarkusTest
class EveryAttributeTest {

  private ScimClient scim;
  private String run;

  @BeforeEach
  void makeOneOfEach() {
    scim = ScimClient.allowed("scim:read scim:write");
    run = "every-" + UUID.randomUUID();
    String owner = Sample.person();
    make("/Users", "{'userName': '%s', 'externalId': '%s'}".formatted(run, run));
    make("/Groups", "{'displayName': '%s', 'externalId': '%s'}".formatted(run, run));
    make("/Agents", identity("agentUserName", owner));
    make("/ServiceAccounts", identity("userName", owner));
  }

  /** No agent has the name of a service account. */
  private String identity(String handle, String owner) {
    return "{'%s': '%s-%s', 'externalId': '%s', 'owners': [{'value': '%s'}]}"
        .formatted(handle, run, handle, run, owner);
  }

  private void make(String endpoint, String body) {
    Answer made = scim.post(endpoint, body);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
  }

  @TestFactory
  Stream<DynamicTest> canBeAskedForOrIsRefusedInWords() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode type : scim.get("/ResourceTypes").json().path("Resources")) {
      String endpoint = type.required("endpoint").textValue();
      for (String path : paths(type)) {
        tests.add(DynamicTest.dynamicTest(endpoint + " " + path, () -> judge(endpoint, path)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(100);
    return tests.stream();
  }

  private List<String> paths(JsonNode type) {
    String core = type.required("schema").textValue();
    List<String> paths = new ArrayList<>(List.of("id", "externalId", "meta.created"));
    paths.addAll(paths(core, ""));
    for (JsonNode extension : type.path("schemaExtensions")) {
      String urn = extension.required("schema").textValue();
      paths.addAll(paths(urn, urn + ":"));
    }
    return paths;
  }

  private List<String> paths(String urn, String prefix) {
    List<String> paths = new ArrayList<>();
    for (JsonNode attribute : scim.get("/Schemas/" + urn).json().path("attributes")) {
      String name = prefix + attribute.required("name").textValue();
      paths.add(name);
      attribute
          .path("subAttributes")
          .forEach(part -> paths.add(name + "." + part.required("name").textValue()));
    }
    return paths;
  }

  /** Each resource has a value or none, and is told once in each order. */
  private void judge(String endpoint, String path) {
    Answer with = asked(endpoint, path + " pr", "");
    if (answers(with, "invalidFilter", path)) {
      Answer without = asked(endpoint, path + " eq null", "");
      assertThat(without.status()).as(without.toString()).isEqualTo(200);
      assertThat(total(with) + total(without)).isEqualTo(1);
    }
    for (String order : List.of("ascending", "descending")) {
      for (String way : List.of("", "&cursor=")) {
        Answer sorted = asked(endpoint, "id pr", "&sortOrder=" + order + "&sortBy=" + path + way);
        if (answers(sorted, "invalidValue", path)) {
          assertThat(sorted.json().path("Resources")).hasSize(1);
        }
      }
    }
  }

  private static boolean answers(Answer answer, String scimType, String path) {
    if (answer.status() == 200) {
      return true;
    }
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().path("scimType").textValue()).isEqualTo(scimType);
    assertThat(answer.json().path("detail").textValue()).contains(path, ": it ");
    return false;
  }

  private static int total(Answer list) {
    return list.json().required("totalResults").intValue();
  }

  private Answer asked(String endpoint, String filter, String more) {
    String mine = "externalId eq \"%s\" and %s".formatted(run, filter);
    return scim.get(endpoint + "?filter=" + URLEncoder.encode(mine, StandardCharsets.UTF_8) + more);
  }
}
