package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a case needs and the service does not advertise yet. */
record Awaited(JsonNode types, JsonNode config, JsonNode agentSchema) {

  static Awaited of(CaseClient client) {
    return new Awaited(
        get(client, "/ResourceTypes"),
        get(client, "/ServiceProviderConfig"),
        get(client, "/Schemas/" + AgentDraft.URN));
  }

  private static JsonNode get(CaseClient client, String path) {
    return client.send(CaseFile.object().put("path", path)).json();
  }

  Optional<String> by(CaseFile.Case one) {
    String text = one.content() + one.given().toString();
    return Stream.of(
            needed(text, "\"Users\"|/Users|/User\"|:User", !endpoint("/Users"), "/Users"),
            needed(text, "\"Groups\"|/Groups", !endpoint("/Groups"), "/Groups"),
            needed(text, "/Bulk", !supported("bulk"), "Bulk"),
            needed(text, "sortBy", !supported("sort"), "sorting"),
            needed(text, "\"parent\"", !agentHas("parent"), "the parent of an agent"),
            needed(one.words().toString(), "handle=name", !agentHas("name"), "draft-abbey"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> needed(String text, String sign, boolean lacks, String what) {
    return lacks && Pattern.compile(sign).matcher(text).find()
        ? Optional.of("waits for " + what)
        : Optional.empty();
  }

  private boolean endpoint(String path) {
    return CaseFile.stream(types.path("Resources"))
        .anyMatch(type -> type.path("endpoint").asText().equals(path));
  }

  private boolean supported(String feature) {
    return config.path(feature).path("supported").booleanValue();
  }

  private boolean agentHas(String attribute) {
    return CaseFile.stream(agentSchema.path("attributes"))
        .anyMatch(one -> one.path("name").asText().equals(attribute));
  }
}
