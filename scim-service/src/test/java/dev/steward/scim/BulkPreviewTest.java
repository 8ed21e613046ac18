package dev.steward.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.scim.ScimClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Previews of bulks whose operations refer to each other. */
@QuarkusTest
class BulkPreviewTest {

  private ScimClient scim;
  private String run;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed("scim:read scim:write");
    run = "p" + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void triesEachLinkOfAChainOnce() {
    Answer preview = preview(chain(1000));

    assertThat(statuses(preview)).hasSize(1000).containsOnly("201");
    nothingIsThere();
  }

  @Test
  void triesNothingBehindABrokenLink() {
    String nameless = "{'method': 'POST', 'path': '/Users', 'bulkId': 'u0', 'data': {}}";

    Answer preview = preview(Stream.concat(Stream.of(nameless), chain(1000).skip(1)));

    assertThat(statuses(preview).getFirst()).isEqualTo("400");
    assertThat(statuses(preview).subList(1, 1000)).containsOnly("409");
  }

  @Test
  void doesNotLetThoseMeetWhoOnlyReferToTheSame() {
    String same = person(1, "bulkId:u0");

    Answer preview = preview(Stream.of(person(0, ""), same, same.replace("'u1'", "'again'")));

    assertThat(statuses(preview)).containsExactly("201", "201", "201");
    nothingIsThere();
  }

  @Test
  void isRefusedWhenItWouldTryTooMuchForAll() {
    Stream<String> groups =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    """
                    {'method': 'POST', 'path': '/Groups', 'bulkId': 'g%d', 'data': {
                      'displayName': '%s', 'members': [{'value': 'bulkId:u99'}]}}
                    """
                        .formatted(i, run));

    Answer preview = preview(Stream.concat(chain(100), groups));

    assertThat(preview.status()).isEqualTo(413);
    assertThat(preview.json().path("detail").textValue()).contains("10000", "in parts");
  }

  private Stream<String> chain(int links) {
    return IntStream.range(0, links).mapToObj(i -> person(i, i == 0 ? "" : "bulkId:u" + (i - 1)));
  }

  private String person(int number, String manager) {
    return """
        {'method': 'POST', 'path': '/Users', 'bulkId': 'u%d', 'data': {
          'userName': '%s-%d', '%s': {'manager': {'value': '%s'}}}}
        """
        .formatted(number, run, number, EnterpriseSchema.URN, manager);
  }

  private Answer preview(Stream<String> operations) {
    return scim.post(
        "/Bulk?preview=true",
        "{'Operations': [%s]}".formatted(operations.collect(Collectors.joining(","))));
  }

  private static List<String> statuses(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer
        .json()
        .path("Operations")
        .valueStream()
        .map((JsonNode one) -> one.path("status").textValue())
        .toList();
  }

  private void nothingIsThere() {
    assertThat(
            scim.filtered("/Users", "userName sw \"%s\"".formatted(run))
                .json()
                .path("totalResults")
                .intValue())
        .isZero();
  }
}
