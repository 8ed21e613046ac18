package dev.steward.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.steward.delivery.KnownClient;
import dev.steward.identity.Allowance;
import dev.steward.usage.Uses.Kind;
import dev.steward.usage.Uses.Part;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The scopes and roles that a client was granted, held against those it used.
 *
 * @param known the client as Keycloak describes it, or null when it does not
 * @param counted whether anybody counts; otherwise nobody can say that something was not used
 */
public record GrantedAndUsed(
    Allowance allowance, @Nullable KnownClient known, List<Part> parts, boolean counted) {

  private static final String OTHER = "other";

  public GrantedAndUsed {
    parts = List.copyOf(parts);
  }

  /** Whether something granted was used. */
  public enum Use {
    USED,
    NEVER_USED,
    /** The client asks for it, and nobody granted it. */
    ASKED_NEVER_GRANTED,
    /** Keycloak does not tell. */
    UNKNOWN;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A scope.
   *
   * @param allowed whether it is below the identity's ceiling
   * @param offered whether Keycloak's client always gets it (default), or when it asks (optional)
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Scope(
      String name,
      boolean allowed,
      @Nullable String offered,
      Use use,
      long asked,
      long granted,
      @Nullable LocalDate lastAsked,
      @Nullable LocalDate lastUsed) {}

  /**
   * A role of the service account.
   *
   * @param audience the client whose role it is; none for a role of the realm
   * @param lastUsed the last day (UTC) on which a token had it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Role(
      String name, @Nullable String audience, Use use, @Nullable LocalDate lastUsed) {}

  /** All scopes that are allowed, offered, asked for or granted, by name. */
  List<Scope> scopes() {
    Map<String, Part> counts = byName(Kind.SCOPE);
    TreeSet<String> names = new TreeSet<>(allowance.scopes());
    names.addAll(counts.keySet());
    if (known != null) {
      names.addAll(known.scopes());
      names.addAll(known.optionalScopes());
    }
    return names.stream().map(name -> scope(name, counts)).toList();
  }

  private Scope scope(String name, Map<String, Part> counts) {
    Part part = counts.get(name);
    boolean allowed = allowance.scopes().contains(name);
    String offered =
        known == null
            ? null
            : known.scopes().contains(name)
                ? "default"
                : known.optionalScopes().contains(name) ? "optional" : null;
    return part == null
        ? new Scope(name, allowed, offered, unused(counts), 0, 0, null, null)
        : new Scope(
            name,
            allowed,
            offered,
            part.granted() > 0
                ? Use.USED
                : part.asked() > 0 ? Use.ASKED_NEVER_GRANTED : unused(counts),
            part.asked(),
            part.granted(),
            part.lastAsked(),
            part.lastGranted());
  }

  /** The roles of the service account, each used when a token had it. */
  List<Role> roles() {
    if (known == null) {
      return List.of();
    }
    Map<String, Part> counts = byName(Kind.ROLE);
    return known.roles().stream().sorted().map(role -> role(role, counts)).toList();
  }

  private Role role(String role, Map<String, Part> counts) {
    int cut = role.indexOf(':');
    String audience = cut > 0 ? role.substring(0, cut) : null;
    Part part = counts.get(role);
    if (part != null) {
      return new Role(role, audience, Use.USED, part.lastGranted());
    }
    return new Role(role, audience, isTold(counts) ? unused(counts) : Use.UNKNOWN, null);
  }

  /** A gate of before tells of tokens and not of their roles. */
  private boolean isTold(Map<String, Part> roles) {
    return !roles.isEmpty() || parts.stream().allMatch(part -> part.granted() == 0);
  }

  /** Beyond so many names the gate counts what it sees as other. */
  private Use unused(Map<String, Part> counts) {
    return counted && !counts.containsKey(OTHER) ? Use.NEVER_USED : Use.UNKNOWN;
  }

  private Map<String, Part> byName(Kind kind) {
    return parts.stream()
        .filter(part -> part.kind() == kind)
        .collect(Collectors.toMap(Part::name, Function.identity()));
  }
}
