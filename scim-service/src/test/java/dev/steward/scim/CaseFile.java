package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A file of cases that belong together, and as whom they are sent. */
record CaseFile(JsonNode content) {

  static final JsonMapper JSON = new JsonMapper();

  private static final String DIRECTORY = "/scim-cases/";

  /** One run of a file: its name, the OAuth client that sends, and the words it uses. */
  record Spoken(String as, String connector, Map<String, String> words) {}

  /** One case of a file, in the words of one run. */
  record Case(JsonNode content, JsonNode given, Map<String, String> words) {

    String sentence() {
      return content.required("sentence").textValue();
    }

    JsonNode part(String name) {
      return content.path(name);
    }
  }

  /** Every file of the directory: none is left out by being forgotten. */
  static List<CaseFile> all() {
    try (Stream<Path> files = Files.list(Path.of(directory().toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(CaseFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL directory() {
    return Objects.requireNonNull(CaseFile.class.getResource(DIRECTORY), DIRECTORY);
  }

  private static CaseFile read(Path file) {
    try {
      return new CaseFile(JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Spoken> spoken() {
    JsonNode spoken = content.path("spoken");
    return spoken.isMissingNode()
        ? List.of(new Spoken("", "provisioner", Map.of()))
        : stream(spoken).map(CaseFile::spokenOf).toList();
  }

  private static Spoken spokenOf(JsonNode spoken) {
    Map<String, String> words = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> word : spoken.path("words").properties()) {
      words.put(word.getKey(), word.getValue().textValue());
    }
    return new Spoken(
        spoken.required("as").textValue(), spoken.required("connector").textValue(), words);
  }

  String titleOf(Spoken spoken) {
    String about = content.required("about").textValue();
    return spoken.as().isEmpty() ? about : about + ": " + spoken.as();
  }

  Stream<Case> cases(Spoken spoken) {
    return stream(content.required("cases"))
        .filter(one -> one.path("only").asText(spoken.as()).equals(spoken.as()))
        .map(one -> new Case(one, givenOf(one), spoken.words()));
  }

  private JsonNode givenOf(JsonNode one) {
    JsonNode given = one.path("given");
    if (given.isMissingNode()) {
      return JSON.createArrayNode();
    }
    return given.isTextual() ? content.required("sets").required(given.textValue()) : given;
  }

  static Stream<JsonNode> stream(JsonNode values) {
    Iterator<JsonNode> each = values.iterator();
    return StreamSupport.stream(((Iterable<JsonNode>) () -> each).spliterator(), false);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
