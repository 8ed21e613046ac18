package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.identity.Autonomy;
import dev.steward.identity.Declaration;
import dev.steward.identity.Digest;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Particulars;
import dev.steward.identity.Particulars.Certificate;
import dev.steward.identity.Particulars.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a document declares about how an identity works. */
final class DeclarationReader {

  private DeclarationReader() {}

  /**
   * @param silent lends what governance says, when the document has no word of it
   */
  static Declaration read(
      ObjectNode document, ObjectNode governance, @Nullable Declaration silent) {
    Id parent = parent(document.path("parent"));
    Particulars particulars = particulars(document);
    if (silent != null) {
      return new Declaration(
          silent.autonomy(),
          silent.model(),
          silent.prompt(),
          silent.toolManifest(),
          parent,
          particulars);
    }
    String autonomy = text(governance, "autonomy");
    JsonNode digests = governance.path("digests");
    return new Declaration(
        autonomy == null ? null : Words.as(Autonomy.class, autonomy),
        digest(digests, "model"),
        digest(digests, "prompt"),
        digest(digests, "toolManifest"),
        parent,
        particulars);
  }

  private static @Nullable Digest digest(JsonNode digests, String part) {
    String text = text(digests, part);
    return text == null ? null : Spans.valid("digests." + part, () -> Digest.of(text));
  }

  private static @Nullable Id parent(JsonNode parent) {
    String said = text(parent, "value");
    String ref = text(parent, "$ref");
    if (said == null && ref == null) {
      return null;
    }
    String id = said == null && ref != null ? ref.substring(ref.lastIndexOf('/') + 1) : said;
    UUID known =
        Ids.read(String.valueOf(id))
            .orElseThrow(
                () ->
                    ScimException.invalidValue(
                        "parent: there is no agent %s; name the parent by its id".formatted(id)));
    return new Id(known);
  }

  private static Particulars particulars(ObjectNode document) {
    return new Particulars(
        text(document, "agentType"),
        text(document, "subject"),
        each(document, "protocols", DeclarationReader::protocol),
        each(document, "x509Certificates", DeclarationReader::certificate));
  }

  private static Protocol protocol(JsonNode value) {
    return new Protocol(text(value, "type"), text(value, "specificationUrl"));
  }

  private static Certificate certificate(JsonNode value) {
    return new Certificate(value.path("value").asText());
  }

  private static <T> List<T> each(ObjectNode document, String name, Function<JsonNode, T> reading) {
    List<T> all = new ArrayList<>();
    document.path(name).forEach(value -> all.add(Spans.valid(name, () -> reading.apply(value))));
    return all;
  }

  private static @Nullable String text(JsonNode holder, String name) {
    return holder.path(name).textValue();
  }
}
