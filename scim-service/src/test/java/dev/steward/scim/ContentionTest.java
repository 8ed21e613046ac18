package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.scim.ScimClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many clients that change one resource at the same moment, and do not say which version. */
@QuarkusTest
class ContentionTest {

  private static final int MANY = 24;

  private ScimClient scim;
  private String run;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
    run = "c" + UUID.randomUUID();
  }

  @Test
  void everyMemberJoinsAGroupThatManyJoinAtOnce() throws Exception {
    List<String> people = IntStream.range(0, MANY).mapToObj(i -> person("p" + i)).toList();
    String path = made("/Groups", "{'displayName': '%s'}".formatted(run));

    List<Answer> answers =
        atOnce(
            people.stream()
                .<Callable<Answer>>map(
                    person ->
                        () ->
                            scim.patch(
                                path,
                                "{'op': 'add', 'path': 'members', 'value': [{'value': '%s'}]}"
                                    .formatted(person)))
                .toList());

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    JsonNode members = scim.get(path).json().path("members");
    assertThat(Samples.texts(members, "value")).containsExactlyInAnyOrderElementsOf(people);
  }

  @Test
  void everyAddressIsKeptOfAPersonToWhomManyAddOneAtOnce() throws Exception {
    String path = "/Users/" + person("p");

    List<Answer> answers =
        atOnce(
            IntStream.range(0, MANY)
                .<Callable<Answer>>mapToObj(
                    i ->
                        () ->
                            scim.patch(
                                path,
                                "{'op': 'add', 'path': 'emails', 'value': [{'value': 'a%d@x'}]}"
                                    .formatted(i)))
                .toList());

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(scim.get(path).json().path("emails")).hasSize(MANY);
  }

  private String person(String name) {
    return made("/Users", "{'userName': '%s-%s'}".formatted(name, run))
        .substring("/Users/".length());
  }

  private String made(String endpoint, String document) {
    return endpoint + "/" + scim.post(endpoint, document).id();
  }

  private static List<Answer> atOnce(List<Callable<Answer>> requests) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(MANY)) {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : clients.invokeAll(requests)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
