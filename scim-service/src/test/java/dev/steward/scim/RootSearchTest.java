package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RootSearchTest {

  private ScimClient scim;
  private String run;

  @BeforeEach
  void makeSomeOfEachType() {
    scim = ScimClient.allowed("scim:read scim:write");
    run = "s" + UUID.randomUUID().toString().substring(0, 8);
    String owner = Sample.person();
    String owned = "'owners': [{'value': '%s'}]".formatted(owner);
    make("/Agents", "'agentUserName': '%s-a', 'displayName': '%s D', %s", owned);
    make("/Agents", "'agentUserName': '%s-b', 'displayName': '%s A', %s", owned);
    make("/ServiceAccounts", "'userName': '%s-c', 'displayName': '%s B', %s", owned);
    make("/Users", "'userName': '%s-d', 'displayName': '%s C', 'title': 'T'%s", "");
    make("/Groups", "'externalId': '%s-e', 'displayName': '%s E'%s", "");
  }

  private void make(String path, String document, String owned) {
    Answer made = scim.post(path, "{" + document.formatted(run, run, owned) + "}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "displayName sw \"RUN\"                                                   | 5",
        "displayName sw \"RUN\" and meta.resourceType eq \"Agent\"                | 2",
        "displayName sw \"RUN\" and meta.resourceType ne \"Agent\"                | 3",
        "userName sw \"RUN\"                                                      | 2",
        "userName sw \"RUN\" or agentUserName sw \"RUN\"                          | 4",
        "displayName sw \"RUN\" and title pr                                      | 1",
        "displayName sw \"RUN\" and not (title pr)                                | 4",
        "displayName sw \"RUN\" and title eq null                                 | 4",
        "displayName sw \"RUN\" and title ne \"T\"                                | 4",
        "displayName sw \"RUN\" and members[value pr]                             | 0",
        "displayName sw \"RUN\" and urn:ietf:params:scim:schemas:core:2.0:User:title pr | 1",
        "externalId eq \"RUN-e\"                                                  | 1",
      })
  void asksEachTypeForWhatItHas(String filter, int many) {
    String asked = filter.replace("RUN", run);

    Answer byGet = scim.filtered("/", asked);
    Answer byPost =
        scim.post(
            "/.search",
            "{'schemas': ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], 'filter': '%s'}"
                .formatted(asked.replace("\"", "\\'")));

    assertThat(byGet.status()).as(byGet.toString()).isEqualTo(200);
    assertThat(byGet.json().path("totalResults").intValue()).isEqualTo(many);
    assertThat(byGet.json().path("Resources")).hasSize(many);
    assertThat(byPost.json()).isEqualTo(byGet.json());
  }

  @Test
  void showsEachResourceAsItsTypeDoes() {
    for (JsonNode one : found("displayName sw \"%s\"".formatted(run), "")) {
      String location = one.path("meta").path("location").textValue();
      assertThat(scim.get(location.substring(scim.base().toString().length())).json())
          .isEqualTo(one);
    }
  }

  @Test
  void pagesThroughAllTypesAsOne() {
    String filter = "displayName sw \"%s\"".formatted(run);
    List<String> all = names(found(filter, ""));

    List<String> paged = new ArrayList<>();
    for (int start = 1; start <= 5; start += 2) {
      paged.addAll(names(found(filter, "&startIndex=%d&count=2".formatted(start))));
    }

    assertThat(paged).isEqualTo(all).hasSize(5).doesNotHaveDuplicates();
    assertThat(found(filter, "&startIndex=6")).isEmpty();
    assertThat(found(filter, "&count=0")).isEmpty();
  }

  @Test
  void sortsAcrossTypes() {
    String filter = "displayName sw \"%s\"".formatted(run);

    assertThat(names(found(filter, "&sortBy=displayName")))
        .containsExactly(run + " A", run + " B", run + " C", run + " D", run + " E");
    assertThat(names(found(filter, "&sortBy=displayName&sortOrder=descending&count=2")))
        .containsExactly(run + " E", run + " D");
    assertThat(names(found(filter, "&sortBy=displayName&startIndex=2&count=3")))
        .containsExactly(run + " B", run + " C", run + " D");
    assertThat(names(found(filter, "&sortBy=title"))).hasSize(5).startsWith(run + " C");
    assertThat(names(found(filter, "&sortBy=meta.created")))
        .containsExactly(run + " D", run + " A", run + " B", run + " C", run + " E");
  }

  @ParameterizedTest
  @CsvSource({
    "?filter=nothing%20pr, invalidFilter, nothing",
    "?filter=id%20eq, invalidFilter, ''",
    "?sortBy=nothing, invalidPath, nothing",
    "?sortBy=id&startIndex=5000, tooMany, 1000",
    "?cursor, invalidCursor, one type",
  })
  void refusesWhatItCannotDo(String query, String type, String named) {
    Answer answer = scim.get("/" + query);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().path("scimType").textValue()).isEqualTo(type);
    assertThat(answer.json().path("detail").textValue()).contains(named);
  }

  private List<JsonNode> found(String filter, String more) {
    Answer answer =
        scim.get(
            "/?filter="
                + java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8)
                + more);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    List<JsonNode> found = answer.json().path("Resources").valueStream().toList();
    assertThat(answer.json().path("itemsPerPage").intValue()).isEqualTo(found.size());
    assertThat(answer.json().path("totalResults").intValue()).isEqualTo(5);
    return found;
  }

  private static List<String> names(List<JsonNode> resources) {
    return resources.stream().map(one -> one.path("displayName").textValue()).toList();
  }
}
