package dev.steward.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people send who have not read the documentation, and what they are told. */
@QuarkusTest
class StrangeRequestsTest {

  private static final String CLIENT = Tokens.service("provisioner", "scim:write");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'clients':['x'],'template':{'riskTeir':'high'}} | no field template.riskTeir; known are",
        "{'clients':['x'],'template':{'kind':'robot'}} | one of ai-agent, service-account, workload",
        "{'clients':'x'} | at clients: a list belongs there",
        "{'clients':['x'],'owners':['ada']} | at owners[0]: an object belongs there",
        "{'clients':[7]} | at clients[0]: a text belongs there",
        "{'clients':['a\\u0000']} | a character that no text has at clients[0]",
        "{'clients':[null]} | null at clients[0]",
        "{'clients':['x'],'clients':['y']} | the body is not JSON at line 1, column",
        "{'clients' | the body is not JSON at line 1, column",
        "['x'] | at its beginning: an object belongs there",
      })
  void aBodyIsRefusedWithThePlaceAndWhatBelongsThere(String body, String words) {
    Response answer = post(CLIENT, "/adoptions?preview=true", body);

    assertProblem(answer, 400);
    assertThat(detail(answer)).contains(words).doesNotContain("dev.steward", "java.");
  }

  @Test
  void aTypingErrorInAFilterDoesNotWidenIt() {
    Response answer =
        post(
            Tokens.person(Sample.person(), "reviews:decide", "steward-admin"),
            "/reports/orphans/answers",
            "{'answer':'revoke','reason':'gone','filter':{'reasons':['dormant']}}");

    assertProblem(answer, 400);
    assertThat(detail(answer)).contains("filter.reasons", "reason, tier");
  }

  @ParameterizedTest
  @CsvSource({
    "approve, 'scopes and validUntil belong to the verdict limit alone'",
    "limit, 'no review '",
  })
  void scopesToKeepAreNotLostInAnApproval(String verdict, String words) {
    Response answer =
        post(
            Tokens.person(Sample.person(), "reviews:decide"),
            "/reviews/00000000-0000-7000-8000-000000000000/verdict",
            "{'verdict':'%s','reason':'needs only these','version':1,'scopes':['a']}"
                .formatted(verdict));

    assertThat(detail(answer)).contains(words);
  }

  @Test
  void halfAVersionIsNone() {
    Response answer =
        post(
            Tokens.person(Sample.person(), "reviews:decide"),
            "/reviews/00000000-0000-7000-8000-000000000000/verdict",
            "{'verdict':'approve','reason':'still needed here','version':1.5}");

    assertThat(detail(answer)).contains("at version: a whole number belongs there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "", "on"})
  void whoAsksForAPreviewInOtherWordsGetsNothingDone(String word) {
    for (String path : new String[] {"/adoptions", "/scim/v2/Bulk"}) {
      Response answer = post(CLIENT, path + "?preview=" + word, "{'clients':['x']}");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(detail(answer)).isEqualTo("query parameter preview is true or false");
    }
    Response list =
        given()
            .auth()
            .oauth2(CLIENT)
            .contentType("text/csv")
            .body("name\nx\n")
            .post("/imports?preview=" + word);
    assertProblem(list, 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/reviews?after=%2B999999999-12-31_00000000-0000-7000-8000-000000000000",
        "/reviews?after=-99999-01-01_00000000-0000-7000-8000-000000000000",
        "/reports/orphans?at=-99999-01-01",
        "/reports/orphans?at=-99999-01-01T00:00:00Z",
        "/reports/orphans?at=-99999-01-01&format=csv",
      })
  void aTimeThatNoCalendarOfTheDatabaseHasIsRefused(String path) {
    String auditor = Tokens.person(Sample.person(), "reviews:decide reports:read", "steward-admin");

    assertProblem(given().auth().oauth2(auditor).urlEncodingEnabled(false).get(path), 400);
  }

  @Test
  void whoLacksAScopeIsToldWhich() {
    Response answer = post(Tokens.service("reader", "scim:read"), "/adoptions", "{}");

    assertProblem(answer, 403);
    assertThat(detail(answer)).endsWith("scim:write");
  }

  @Test
  void aBodyOfAnotherKindIsNamed() {
    Response answer =
        given().auth().oauth2(CLIENT).contentType("text/html").body("<p>").post("/adoptions");

    assertProblem(answer, 415);
    assertThat(detail(answer)).contains("text/html", "/q/openapi").doesNotContain("@Consumes");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedInWords() {
    Response answer = post(CLIENT, "/adoptions", "x".repeat(1_100_000));

    assertProblem(answer, 413);
    assertThat(detail(answer)).contains("1048576 bytes");
  }

  @Test
  void anAddressThatCannotBeReadIsRefusedAsAPageWherePagesAre() throws IOException {
    assertThat(sent("/console/identities?q=%zz"))
        .startsWith("HTTP/1.1 400")
        .containsIgnoringCase("content-type: text/html")
        .containsIgnoringCase("content-security-policy: default-src 'none'")
        .contains("a percent sign that stands for no character");
    assertThat(sent("/reports/shadows?after=%zz"))
        .startsWith("HTTP/1.1 400")
        .containsIgnoringCase("content-type: application/problem+json");
  }

  @Test
  void whatIsTooLargeIsRefusedAsAPageWherePagesAre() {
    Response page =
        given()
            .contentType("application/x-www-form-urlencoded")
            .body("purpose=" + "x".repeat(1_100_000))
            .post("/console/register");

    assertThat(page.statusCode()).isEqualTo(413);
    assertThat(page.contentType()).startsWith("text/html");
    assertThat(page.asString()).contains("more than can be sent at once");
  }

  /** What is answered to a request for a target that no client would send. */
  private static String sent(String target) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      String request =
          "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(target);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Response post(String token, String path, String body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body.replace('\'', '"'))
        .post(path);
  }

  private static void assertProblem(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  private static String detail(Response answer) {
    return answer.jsonPath().getString("detail");
  }
}
