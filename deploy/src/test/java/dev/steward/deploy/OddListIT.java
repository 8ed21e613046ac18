package dev.steward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A list of hundreds of clients that somebody kept by hand, brought to a realm that is no tidier.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OddListIT extends MessySite {

  private static final List<String> HEADINGS = List.of("Client-ID", "Owner E-Mail", "Cost centre");

  /** One row: the client, who is named, and what must come of it in a preview. */
  private record Line(String client, String owner, String outcome) {}

  private List<Line> lines = List.of();
  private Map<String, JsonNode> odd = Map.of();

  @BeforeAll
  void itIsImported() {
    new OddRealm(admin, stack.site().env()).make();
    odd = new TreeMap<>(awaitShadows());
    odd.keySet().retainAll(OddRealm.among(whoActs()).keySet());
    lines = lines();
  }

  @Test
  void eachRowIsTakenAsThePreviewSaidAndNothingIsGoverned() throws Exception {
    assertThat(odd).hasSizeGreaterThan(OddRealm.CLIENTS / 2);
    List<String> expected = outcomes(lines);
    String list = list(',', "\n");

    assertThat(outcomes(imported("/imports?preview=true", list))).isEqualTo(expected);
    assertThat(outcomes(imported("/imports?preview=true", "\uFEFF" + list(';', "\r\n"))))
        .isEqualTo(expected);
    assertThat(outcomes(imported("/imports?preview=true", "sep=|\r\n" + list('|', "\r\n"))))
        .isEqualTo(expected);
    assertThat(outcomes(imported("/imports?preview=true", list('\t', "\n")))).isEqualTo(expected);
    assertThat(outcomes(taken("/imports?preview=true", bulk()))).isEqualTo(ofBulk(expected));
    assertThat(imported("/imports?preview=true", list).path("results").findValuesAsText("detail"))
        .contains(
            "2 people have the user name or email %s; name one by id".formatted(OddRealm.SHARED));
    assertThat(asked(OddRealm.ANN)).isEmpty();

    JsonNode done = imported("/imports", list);

    assertThat(outcomes(done)).isEqualTo(after(expected, "asked"));
    assertThat(done.path("ignored").toString()).isEqualTo("[\"Cost centre\"]");
    assertThat(outcomes(imported("/imports", list))).isEqualTo(after(expected, "unchanged"));
    assertThat(outcomes(taken("/imports", bulk()))).isEqualTo(ofBulk(after(expected, "unchanged")));
    assertThat(registered()).doesNotContainAnyElementsOf(odd.keySet());
    assertThat(RealmTruth.of(admin).clients().entrySet())
        .filteredOn(client -> odd.containsKey(client.getKey()))
        .allSatisfy(client -> assertThat(RealmTruth.wasGoverned(client.getValue())).isFalse());
    theLedgerTellsWhatWasDoneTogether(done);
  }

  private void theLedgerTellsWhatWasDoneTogether(JsonNode done) {
    long asked = done.path("outcomes").path("asked").asLong();
    Map<String, Integer> bulks = new TreeMap<>();
    String from = "0";
    do {
      JsonNode page =
          Registry.mustBeOk(
                  "Reading the ledger",
                  registry.get(
                      "/ledger?event=AdoptionProposed&from=" + from,
                      stack.site().tokens().ofPerson("carol", "evidence:read")))
              .body();
      page.path("entries")
          .forEach(
              entry ->
                  bulks.merge(entry.path("actor").path("bulk").asText("alone"), 1, Integer::sum));
      from = page.path("next").asText("null");
    } while (!from.equals("null"));
    assertThat(bulks.values()).contains((int) asked);
  }

  @Test
  void aListInAnotherAlphabetThanUtf8IsRefusedInWords() throws Exception {
    String list = "clientId,owner\nÄrger,jörg\n";

    for (Charset alphabet : List.of(Charset.forName("windows-1252"), StandardCharsets.UTF_16)) {
      HttpResponse<String> answer = sent(list.getBytes(alphabet));
      assertThat(answer.statusCode()).as(alphabet.name()).isEqualTo(400);
      assertThat(answer.body()).as(alphabet.name()).contains("CSV UTF-8");
    }
  }

  private HttpResponse<String> sent(byte[] list) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(stack.site().service() + "/imports"))
              .header("Authorization", "Bearer " + provisioning())
              .header("Content-Type", "text/csv")
              .POST(BodyPublishers.ofByteArray(list))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private List<Line> lines() {
    List<Line> all = new ArrayList<>();
    String ann = stack.realm().personId(OddRealm.ANN);
    int i = 0;
    for (JsonNode shadow : odd.values()) {
      String client = shadow.path("clientId").asText();
      String proposed = shadow.path("proposals").isEmpty() ? "refused NO_PROPOSAL" : "would-ask";
      all.add(
          switch (i++ % 12) {
            case 0 -> new Line(client, "odd.ann@example.org", "would-ask");
            case 1 -> new Line(client, "ODD.BEN@EXAMPLE.ORG", "would-ask");
            case 2 -> new Line(client, OddRealm.ANN.toUpperCase(Locale.ROOT), "would-ask");
            case 3 -> new Line(client, "\"Ann, Odd\" <odd.ann@example.org>", "would-ask");
            case 4 -> new Line(client, "mailto:odd.ann@example.org", "would-ask");
            case 5 -> new Line(client, "nobody.at.all@example.org", "refused INVALID");
            case 6 -> new Line(client, "odd.ann\nodd.ben@example.org", "would-ask");
            case 7 -> new Line(client, "odd.gone@example.org", "refused INVALID");
            case 8 -> new Line(client, OddRealm.SHARED, "refused INVALID");
            case 9 -> new Line(client, "", proposed);
            case 10 -> new Line(client, ann, "would-ask");
            default -> new Line(client, "another-account-2", "refused INVALID");
          });
    }
    String first = all.getFirst().client();
    all.add(new Line(first, OddRealm.BEN, "refused DUPLICATE_ROW"));
    all.add(new Line("no such client", OddRealm.BEN, "refused NO_SUCH_SHADOW"));
    all.add(new Line("spa-1", OddRealm.BEN, "refused NO_SUCH_SHADOW"));
    all.add(new Line("admin-cli", OddRealm.BEN, "refused NO_SUCH_SHADOW"));
    all.add(new Line(DemoRealm.REGISTRY, OddRealm.BEN, "refused OUR_OWN"));
    all.add(new Line("", OddRealm.BEN, "refused NO_NAME"));
    return List.copyOf(all);
  }

  /** As a spreadsheet counts: the headings are row 1. */
  private static List<String> outcomes(List<Line> lines) {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      outcomes.add("%d %s".formatted(i + 2, lines.get(i).outcome()));
    }
    return outcomes;
  }

  private static List<String> after(List<String> preview, String word) {
    return preview.stream().map(one -> one.replace("would-ask", word)).toList();
  }

  /** A bulk counts from one, and has no row without a name. */
  private static List<String> ofBulk(List<String> sheet) {
    List<String> outcomes = new ArrayList<>();
    for (String one : sheet.subList(0, sheet.size() - 1)) {
      int row = Integer.parseInt(one.substring(0, one.indexOf(' ')));
      outcomes.add("%d%s".formatted(row - 1, one.substring(one.indexOf(' '))));
    }
    return outcomes;
  }

  private String list(char separator, String newLine) {
    StringBuilder list = new StringBuilder(CsvRows.row(separator, HEADINGS)).append(newLine);
    for (Line line : lines) {
      list.append(CsvRows.row(separator, List.of(line.client(), line.owner(), "77")))
          .append(newLine);
    }
    return list.toString();
  }

  private ObjectNode bulk() {
    ObjectNode bulk = DemoRealm.JSON.createObjectNode();
    ArrayNode operations = bulk.putArray("Operations");
    int i = 0;
    for (Line line : lines.subList(0, lines.size() - 1)) {
      ObjectNode operation =
          operations
              .addObject()
              .put("method", "POST")
              .put("path", "/Agents")
              .put("bulkId", "b" + i);
      ObjectNode data = operation.putObject("data").put("agentUserName", "odd agent " + i++);
      ArrayNode owners = data.putArray("owners");
      words(line.owner()).forEach(word -> owners.addObject().put("value", word));
      data.putObject("urn:dev.steward:params:scim:schemas:extension:governance:1.0:Identity")
          .putObject("client")
          .put("id", line.client());
    }
    return bulk;
  }

  /** A SCIM document names each owner alone, and by nothing but a word. */
  private static List<String> words(String cell) {
    return cell.isEmpty()
        ? List.of()
        : List.of(cell.replaceFirst("^mailto:", "").replaceFirst("^\".*<(.*)>$", "$1").split("\n"));
  }

  private JsonNode taken(String path, ObjectNode bulk) {
    return Registry.mustBeOk("Importing", registry.post(path, provisioning(), bulk)).body();
  }
}
