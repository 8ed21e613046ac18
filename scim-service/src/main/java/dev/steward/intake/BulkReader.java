package dev.steward.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.adoption.NamedOwners.Named;
import dev.steward.adoption.Template;
import dev.steward.adoption.Template.Most;
import dev.steward.adoption.Template.Rhythm;
import dev.steward.scim.Listed;
import dev.steward.scim.Listed.Described;
import dev.steward.scim.Listed.Unreadable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what the operations of a bulk say about identities. */
final class BulkReader {

  /** What a list may say of an identity; the rest is for whoever answers for it to say. */
  private static final Set<String> TAKEN =
      Set.of(
          "schemas",
          "active",
          "agentUserName",
          "userName",
          "externalId",
          "displayName",
          "description",
          "owners",
          "sponsor",
          "kind",
          "riskTier",
          "purpose",
          "environment",
          "cadence",
          "controlLinks",
          "allowance",
          "client");

  private BulkReader() {}

  static List<Row> rows(List<Listed> bulk) {
    return bulk.stream().map(BulkReader::row).toList();
  }

  /** The attributes that some have and that mean nothing in a list. */
  static List<String> ignored(List<Listed> bulk) {
    Set<String> ignored = new TreeSet<>();
    for (Listed one : bulk) {
      if (one instanceof Described described) {
        described.core().properties().stream()
            .filter(member -> !member.getValue().equals(described.governance()))
            .forEach(member -> ignored.add(member.getKey()));
        described.governance().properties().forEach(member -> ignored.add(member.getKey()));
      }
    }
    ignored.removeAll(TAKEN);
    return List.copyOf(ignored);
  }

  private static Row row(Listed listed) {
    return switch (listed) {
      case Unreadable unreadable ->
          Row.Unreadable.invalid(unreadable.position(), unreadable.name(), unreadable.why());
      case Described described -> row(described);
    };
  }

  private static Row row(Described one) {
    String name = Objects.requireNonNullElse(one.client(), one.name());
    try {
      Template template = template(one);
      template.check();
      return new Row.Wanted(
          one.position(),
          name,
          one.client() != null,
          template,
          one.owners().stream().map(owner -> new Named(owner.person(), owner.role())).toList());
    } catch (IllegalArgumentException e) {
      return Row.Unreadable.invalid(one.position(), name, String.valueOf(e.getMessage()));
    }
  }

  private static Template template(Described one) {
    JsonNode said = one.governance();
    JsonNode cadence = said.path("cadence");
    JsonNode allowance = said.path("allowance");
    return new Template(
        one.client() == null ? null : one.name(),
        text(one.core(), "externalId"),
        text(one.core(), "displayName"),
        text(one.core(), "description"),
        one.kind().name(),
        text(said, "riskTier"),
        text(said, "purpose"),
        text(said, "environment"),
        new Rhythm(text(cadence, "every"), text(cadence, "grace"), text(cadence, "brownout")),
        texts(said.path("controlLinks")),
        new Most(
            texts(allowance.path("grants")),
            texts(allowance.path("scopes")),
            text(allowance, "longestToken")));
  }

  private static @Nullable String text(JsonNode holder, String name) {
    return holder.path(name).textValue();
  }

  private static @Nullable List<String> texts(JsonNode values) {
    return values.isMissingNode() ? null : values.valueStream().map(JsonNode::asText).toList();
  }
}
