package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.identity.Allowance;
import dev.steward.identity.Cadence;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Owner;
import dev.steward.identity.Profile;
import dev.steward.identity.Validity;
import dev.steward.registry.CadenceByTier;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a checked document asks an identity to be.
 *
 * @param before the identity as it is, or null when the document brings it into being
 * @param kept the identity that lends what the document does not say: a PUT need not repeat what
 *     has a default; null when there is none
 */
record DocumentReader(
    IdentityType type, @Nullable Identity before, @Nullable Identity kept, Instant now) {

  static DocumentReader ofNew(IdentityType type, Instant now) {
    return new DocumentReader(type, null, null, now);
  }

  static DocumentReader replacing(IdentityType type, Identity before, Instant now) {
    return new DocumentReader(type, before, before, now);
  }

  static DocumentReader patching(IdentityType type, Identity before, Instant now) {
    return new DocumentReader(type, before, null, now);
  }

  DeclaredIdentity read(ObjectNode document) {
    ObjectNode said =
        document.get(Urn.GOVERNANCE) instanceof ObjectNode extension
            ? extension
            : ScimJson.object();
    // a client that sends no word of governance leaves governance as it is
    Identity silent = document.has(Urn.GOVERNANCE) ? null : kept;
    Profile profile = profile(document, said, silent);
    return new DeclaredIdentity(
        profile,
        client(said),
        owners(document, said),
        cadence(said, profile.riskTier()),
        silent == null ? controls(said) : silent.controls(),
        silent == null ? validity(said) : silent.validity(),
        allowance(said),
        document.has("active") ? document.get("active").booleanValue() : null);
  }

  private Profile profile(ObjectNode document, ObjectNode said, @Nullable Identity silent) {
    return new Profile(
        kind(said),
        document.required(type.handle()).textValue(),
        text(document, "externalId"),
        text(document, "displayName"),
        text(document, "description"),
        silent == null ? text(said, "purpose") : silent.profile().purpose(),
        silent == null ? text(said, "environment") : silent.profile().environment(),
        riskTier(said),
        DeclarationReader.read(
            document, said, silent == null ? null : silent.profile().declaration()));
  }

  private List<Owner> owners(ObjectNode document, ObjectNode said) {
    boolean patched = before != null && kept == null;
    List<Owner> known = before == null ? List.of() : before.owners();
    List<Owner> named =
        new OwnersReader(known, patched).read(document.get("owners"), said.get("owners"));
    return new SponsorReader(known, patched).read(named, said.get("sponsor"));
  }

  private Kind kind(ObjectNode said) {
    String word = text(said, "kind");
    if (word == null) {
      return before == null ? type.kinds().getFirst() : before.profile().kind();
    }
    Kind kind = Words.as(Kind.class, word);
    if (before == null && !type.kinds().contains(kind)) {
      throw ScimException.invalidValue(
          "kind: %s holds %s, not %s"
              .formatted(
                  type.endpoint(),
                  String.join(" and ", type.kinds().stream().map(Words::of).toList()),
                  word));
    }
    return kind;
  }

  private RiskTier riskTier(ObjectNode said) {
    String word = text(said, "riskTier");
    if (word != null) {
      return Words.as(RiskTier.class, word);
    }
    return kept == null ? RiskTier.MEDIUM : kept.profile().riskTier();
  }

  private @Nullable Client client(ObjectNode said) {
    if (!(said.get("client") instanceof ObjectNode client)) {
      return kept == null ? null : kept.client();
    }
    String realm = text(client, "realm");
    String uuid = text(client, "id");
    if (realm == null || uuid == null || realm.isBlank() || uuid.isBlank()) {
      throw ScimException.invalidValue(
          "client names the realm and the id of one Keycloak client: {\"realm\", \"id\"}");
    }
    return new Client(realm, uuid);
  }

  private Cadence cadence(ObjectNode said, RiskTier tier) {
    if (!(said.get("cadence") instanceof ObjectNode cadence)) {
      return kept == null ? CadenceByTier.of(tier) : kept.cadence();
    }
    Cadence usual = CadenceByTier.of(tier);
    Period every = period(cadence, "every", usual.every());
    Period grace = period(cadence, "grace", usual.grace());
    Period brownout = period(cadence, "brownout", usual.brownout());
    return Spans.valid("cadence", () -> new Cadence(every, grace, brownout));
  }

  private static Period period(ObjectNode cadence, String part, Period usual) {
    String text = text(cadence, part);
    return text == null ? usual : Spans.period("cadence." + part, text);
  }

  private static Set<ControlLink> controls(ObjectNode said) {
    return texts(
        said, "controlLinks", text -> Spans.valid("controlLinks", () -> ControlLink.of(text)));
  }

  private Validity validity(ObjectNode said) {
    Instant from = instant(said, "validFrom");
    Instant until = instant(said, "validUntil");
    return Spans.valid(
        "validUntil",
        () -> {
          Validity declared = Validity.between(from, until, now);
          Validity known = before == null ? declared : before.validity();
          boolean same = Objects.equals(known.from(), from) && Objects.equals(known.until(), until);
          return same ? known : declared;
        });
  }

  private Allowance allowance(ObjectNode governance) {
    if (!(governance.get("allowance") instanceof ObjectNode allowance)) {
      return kept == null ? Allowance.LEAST : kept.allowance();
    }
    Set<String> grants =
        before == null && !allowance.has("grants")
            ? Allowance.LEAST.grants()
            : texts(allowance, "grants", Function.identity());
    Set<String> scopes = texts(allowance, "scopes", Function.identity());
    String said = text(allowance, "longestToken");
    Duration longest =
        said == null
            ? Allowance.LEAST.longestToken()
            : Spans.duration("allowance.longestToken", said);
    return Spans.valid("allowance", () -> new Allowance(grants, scopes, longest));
  }

  private static @Nullable Instant instant(ObjectNode said, String name) {
    String text = text(said, name);
    return text == null ? null : Spans.instant(name, text);
  }

  private static <T> Set<T> texts(ObjectNode document, String name, Function<String, T> reading) {
    Set<T> all = new LinkedHashSet<>();
    JsonNode values = document.get(name);
    if (values != null) {
      values.forEach(value -> all.add(reading.apply(value.textValue())));
    }
    return all;
  }

  private static @Nullable String text(ObjectNode document, String name) {
    JsonNode value = document.get(name);
    return value == null ? null : value.textValue();
  }
}
