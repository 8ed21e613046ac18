package dev.steward.scim;

import static dev.steward.testing.TimeTravel.travel;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.scim.ScimClient.Answer;
import dev.steward.testing.Sample;
import dev.steward.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PagingTest {

  private static final String SCOPES = "scim:read scim:write";
  private static final String NOTHING_TOLD =
      "this is no cursor of yours for this query; begin with an empty one";

  private ScimClient scim;
  private String ada;
  private String run;

  @BeforeEach
  void signIn() {
    scim = ScimClient.allowed(SCOPES);
    ada = Sample.person();
    run = UUID.randomUUID().toString().substring(0, 13);
  }

  @Test
  void leadsFromPageToPageUntilTheLast() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      ids.add(registered("%s"));
    }

    ObjectNode first = page("&count=2", "");
    assertThat(first.has("totalResults")).isFalse();
    assertThat(first.has("startIndex")).isFalse();
    assertThat(first.has("previousCursor")).isFalse();
    assertThat(first.path("itemsPerPage").intValue()).isEqualTo(2);
    ObjectNode second = page("&count=2", next(first));
    ObjectNode third = page("&count=2", next(second));
    assertThat(third.has("nextCursor")).isFalse();

    List<String> seen = new ArrayList<>(ids(first));
    seen.addAll(ids(second));
    seen.addAll(ids(third));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ids).isSorted();
    assertThat(next(first)).matches("[A-Za-z0-9._~-]+");
  }

  @Test
  void endsWithAFullPageWhenThereIsNoneBehind() {
    registered("%s");
    registered("%s");

    ObjectNode only = page("&count=2", "");

    assertThat(ids(only)).hasSize(2);
    assertThat(only.has("nextCursor")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&sortBy=displayName", "&sortBy=displayName&sortOrder=descending"})
  void leadsBackwards(String sorted) {
    for (int i = 0; i < 7; i++) {
      registered(i % 2 == 0 ? "%s" : "%s', 'displayName': 'd" + i);
    }
    ObjectNode first = page(sorted + "&count=3", "");
    ObjectNode second = page(sorted + "&count=3", next(first));
    ObjectNode third = page(sorted + "&count=3", next(second));

    ObjectNode secondAgain = page(sorted + "&count=3", previous(third));
    ObjectNode firstAgain = page(sorted + "&count=3", previous(secondAgain));

    assertThat(ids(secondAgain)).isEqualTo(ids(second));
    assertThat(ids(firstAgain)).isEqualTo(ids(first));
    assertThat(firstAgain.has("previousCursor")).isFalse();
    assertThat(ids(page(sorted + "&count=3", next(firstAgain)))).isEqualTo(ids(second));
  }

  @Test
  void findsItsWayWhenEverythingBeforeItIsGone() {
    List<String> early = List.of(registered("%s"), registered("%s"));
    registered("%s");
    ObjectNode second = page("&count=2", next(page("&count=2", "")));
    early.forEach(id -> scim.delete("/Agents/" + id));

    ObjectNode before = page("&count=2", previous(second));

    assertThat(ids(before)).isEmpty();
    assertThat(before.has("previousCursor")).isFalse();
    assertThat(ids(page("&count=2", next(before)))).isEqualTo(ids(second));
  }

  /**
   * Whoever is there from the first page to the last is seen once, whatever happens to others, and
   * to what it is not sorted by.
   */
  @ParameterizedTest
  @CsvSource({
    "1, ''",
    "2, ''",
    "3, &sortOrder=descending",
    "4, &sortBy=displayName",
    "5, &sortBy=displayName&sortOrder=descending",
    "6, &sortBy=meta.created",
    "7, &sortBy=owners",
  })
  void losesAndDoublesNothingWhileOthersWrite(long seed, String sorted) {
    Random random = new Random(seed);
    Map<String, String> there = new HashMap<>();
    for (int i = 0; i < 25; i++) {
      String text = text(random);
      there.put(registered(text), text);
    }
    Set<String> throughout = new HashSet<>(there.keySet());
    List<String> seen = new ArrayList<>();
    @Nullable String cursor = "";
    while (cursor != null) {
      ObjectNode page = page(sorted + "&count=" + (1 + random.nextInt(4)), cursor);
      seen.addAll(ids(page));
      cursor = page.has("nextCursor") ? next(page) : null;
      for (int i = random.nextInt(3); i > 0; i--) {
        String other = List.copyOf(there.keySet()).get(random.nextInt(there.size()));
        switch (random.nextInt(3)) {
          case 0 -> there.put(registered(text(random)), "");
          case 1 -> {
            there.remove(other);
            throughout.remove(other);
            assertThat(scim.delete("/Agents/" + other).status()).isEqualTo(204);
          }
          default ->
              assertThat(
                      scim.patch(
                              "/Agents/" + other,
                              "{'op': 'add', 'path': 'description', 'value': 'now %d'}"
                                  .formatted(random.nextInt()))
                          .status())
                  .isEqualTo(200);
        }
      }
    }

    assertThat(seen).doesNotHaveDuplicates().containsAll(throughout);
  }

  @Test
  void isReadFromTheBodyOfASearch() {
    registered("%s");
    registered("%s");
    String search = "{'filter': 'agentUserName sw \\'%s\\'', 'count': 1, 'cursor': '%s'}";

    ObjectNode first = searched(search.formatted(run, ""));
    ObjectNode second = searched(search.formatted(run, next(first)));

    assertThat(ids(second)).hasSize(1).doesNotContainAnyElementsOf(ids(first));
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void servesOnlyWhomItWasGivenTo() {
    registered("%s");
    registered("%s");
    String cursor = next(page("&count=1", ""));
    ScimClient otherClient = new ScimClient(Tokens.service("somebody-else", SCOPES));
    ScimClient person = new ScimClient(Tokens.person(ada, SCOPES));

    assertThat(ids(page("&count=1", cursor))).hasSize(1);
    assertForeign(otherClient.get(path("/Agents", "&count=1", cursor)));
    assertForeign(person.get(path("/Agents", "&count=1", cursor)));
  }

  @Test
  void servesOnlyTheQueryThatItCameFrom() {
    registered("%s");
    registered("%s");
    String cursor = next(page("&count=1", ""));

    assertForeign(scim.get("/Agents?cursor=" + cursor));
    assertForeign(scim.get("/Agents?filter=active+eq+true&cursor=" + cursor));
    assertForeign(scim.get(path("/Agents", "&sortBy=displayName", cursor)));
    assertForeign(scim.get(path("/Agents", "&sortOrder=descending", cursor)));
    assertForeign(scim.get(path("/ServiceAccounts", "", cursor).replace("agentU", "u")));
    assertThat(ids(page("&count=7&attributes=id", cursor))).hasSize(1);
  }

  @Test
  void takesNothingThatWasNotSealedHere() {
    registered("%s");
    registered("%s");
    String cursor = next(page("&count=1", ""));

    for (int i = 0; i < cursor.length(); i += 7) {
      assertForeign(cursor(flipped(cursor, i)));
    }
    assertForeign(cursor(flipped(cursor, cursor.length() - 1)));
    assertForeign(cursor(cursor.substring(0, cursor.length() - 1)));
    assertForeign(cursor(cursor.substring(0, cursor.indexOf('.'))));
    assertForeign(cursor(cursor + "A"));
    assertForeign(cursor("2"));
    assertForeign(cursor("%20"));
    assertForeign(cursor("eyJhbGciOiJub25lIn0.e30."));
    Answer long10k = scim.post("/Agents/.search", "{'cursor': '%s'}".formatted("A".repeat(10_000)));
    assertForeign(long10k);
    assertForeign(scim.post("/Agents/.search", "{'cursor': 7}"));
  }

  @Test
  void isGoodForATime() {
    registered("%s");
    registered("%s");
    String cursor = next(page("&count=1", ""));
    try {
      travel("PT59M");
      assertThat(ids(page("&count=1", cursor))).hasSize(1);
      travel("PT61M");
      Answer late = cursor(cursor);
      assertThat(late.status()).isEqualTo(400);
      assertThat(late.json().path("scimType").textValue()).isEqualTo("expiredCursor");
      assertThat(late.json().path("detail").textValue()).contains("3600 seconds");
    } finally {
      travel("PT0S");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cursor=&startIndex=1, invalidValue",
    "cursor=&count=0, invalidCount",
    "cursor=&count=-1, invalidCount",
    "cursor=&count=ten, invalidCount",
    "cursor&count=1.5, invalidCount",
    "count=ten, invalidValue",
    "count=1.5, invalidValue",
    "startIndex=x, invalidValue",
    "startIndex=1e3, invalidValue",
    "sortBy=shoeSize, invalidPath",
    "sortBy=urn:x:y, invalidPath",
    "sortBy=meta, invalidValue",
    "sortBy=meta.version, invalidValue",
    "sortBy=protocols, invalidValue",
    "sortBy=urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity:standing, invalidValue",
    "sortBy=urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity:findings, invalidValue",
    "sortBy=id&sortOrder=sideways, invalidValue",
  })
  void refusesWhatNoPageIs(String query, String scimType) {
    Answer refusal = scim.get("/Agents?" + query);

    assertThat(refusal.status()).as(refusal.toString()).isEqualTo(400);
    assertThat(refusal.json().path("scimType").textValue()).isEqualTo(scimType);
  }

  /** By number, too; and from the page itself, where it tells how many there are. */
  @ParameterizedTest
  @CsvSource({
    "startIndex=1&count=10, 3, 3, 1",
    "startIndex=1&count=3, 3, 3, 1",
    "startIndex=1&count=2, 3, 2, 1",
    "startIndex=3&count=2, 3, 1, 3",
    "startIndex=4&count=2, 3, 0, 4",
    "startIndex=0&count=2, 3, 2, 1",
    "startIndex=-7&count=2, 3, 2, 1",
    "startIndex=-99999999999&count=2, 3, 2, 1",
    "startIndex=99999999999, 3, 0, 2147483647",
    "startIndex=&count=, 3, 3, 1",
    "count=0, 3, 0, 1",
    "count=-1, 3, 0, 1",
    "count=99999999999, 3, 3, 1",
    "count=%2B2, 3, 2, 1",
    "count=-99999999999999999999, 3, 0, 1",
  })
  void countsByNumbersAsTheStandardSays(String numbers, int total, int shown, int start) {
    for (int i = 0; i < 3; i++) {
      registered("%s");
    }

    ObjectNode page = scim.get(path("/Agents", "&" + numbers, null)).json();

    assertThat(page.path("totalResults").intValue()).as(page.toString()).isEqualTo(total);
    assertThat(page.path("itemsPerPage").intValue()).isEqualTo(shown);
    assertThat(page.path("startIndex").intValue()).isEqualTo(start);
    assertThat(ids(page)).hasSize(shown);
    assertThat(page.has("nextCursor")).isFalse();
  }

  @Test
  void tellsHowItPages() {
    JsonNode config = scim.get("/ServiceProviderConfig").json();

    assertThat(config.path("sort").path("supported").booleanValue()).isTrue();
    assertThat(config.path("pagination"))
        .isEqualTo(
            Samples.json(
                "{'cursor': true, 'index': true, 'defaultPaginationMethod': 'index',"
                    + " 'defaultPageSize': 100, 'maxPageSize': 500, 'cursorTimeout': 3600}"));
  }

  private void assertForeign(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().path("scimType").textValue()).isEqualTo("invalidCursor");
    assertThat(answer.json().path("detail").textValue()).isEqualTo(NOTHING_TOLD);
  }

  private static String flipped(String text, int at) {
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  /** A text of an agent's document: its name, and for some of them a display name. */
  private static String text(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> "%s";
      case 1 -> "%s', 'displayName': 'same";
      default -> "%s', 'displayName': 'Other " + random.nextInt(5);
    };
  }

  private String registered(String text) {
    Answer created =
        scim.post(
            "/Agents",
            "{'agentUserName': '%s', 'owners': [{'value': '%s'}]}"
                .formatted(text.formatted(run + UUID.randomUUID()), ada));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return created.id();
  }

  private ObjectNode page(String parameters, String cursor) {
    Answer page = scim.get(path("/Agents", parameters, cursor));
    assertThat(page.status()).as(page.toString()).isEqualTo(200);
    return page.json();
  }

  private Answer cursor(String cursor) {
    return scim.get(path("/Agents", "&count=1", cursor));
  }

  private ObjectNode searched(String body) {
    Answer answer = scim.post("/Agents/.search", body.replace("\\'", "\\\""));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private String path(String endpoint, String parameters, @Nullable String cursor) {
    String filter =
        URLEncoder.encode("agentUserName sw \"%s\"".formatted(run), StandardCharsets.UTF_8);
    return endpoint
        + "?filter="
        + filter
        + parameters
        + (cursor == null ? "" : "&cursor=" + cursor);
  }

  private static String next(ObjectNode page) {
    return page.required("nextCursor").textValue();
  }

  private static String previous(ObjectNode page) {
    return page.required("previousCursor").textValue();
  }

  private static List<String> ids(ObjectNode page) {
    return Samples.texts(page.path("Resources"), "id");
  }
}
