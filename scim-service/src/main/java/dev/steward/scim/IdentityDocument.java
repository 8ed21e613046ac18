package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.address.AddressPart;
import dev.steward.delivery.KnownClient;
import dev.steward.finding.Finding;
import dev.steward.identity.Allowance;
import dev.steward.identity.Cadence;
import dev.steward.identity.HandOver;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.identity.Profile;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes identities as SCIM resources.
 *
 * @param base the address of the SCIM service, without a slash at the end
 * @param now the instant at which standings are told
 * @param known what others know of the identities
 */
record IdentityDocument(IdentityType type, String base, Instant now, Surroundings known) {

  String location(Identity.Id id) {
    return base + type.endpoint() + "/" + id;
  }

  ObjectNode of(Identity identity, Instant created, Instant modified) {
    ObjectNode document = ScimJson.object();
    ArrayNode schemas = document.putArray("schemas");
    type.resource().written().forEach(schema -> schemas.add(schema.urn()));
    document.put("id", identity.id().toString());
    Profile profile = identity.profile();
    put(document, "externalId", profile.externalId());
    document.put(type.handle(), profile.userName());
    put(document, "displayName", profile.displayName());
    put(document, "description", profile.description());
    document.put("active", identity.intent() == Intent.APPROVED);
    List<Owner> answering = inOrder(identity.owners());
    putAll(document, "owners", answering.stream().filter(this::isThere).map(this::person));
    new DeclarationDocument(base, profile.declaration()).putCore(document, known.agents());
    KnownClient held = identity.client() == null ? null : known.clients().get(identity.client());
    if (held != null) {
      ClientDocument.putCore(document, held);
    }
    Memberships.put(
        document, known.groups().getOrDefault(identity.id().toString(), List.of()), base);
    document.set(Urn.GOVERNANCE, governance(identity, answering, held));
    document
        .putObject("meta")
        .put("resourceType", type.name())
        .put("created", created.toString())
        .put("lastModified", modified.toString())
        .put("location", location(identity.id()))
        .put("version", ScimAnswer.etag(identity.version()));
    return document;
  }

  private ObjectNode governance(
      Identity identity, List<Owner> answering, @Nullable KnownClient held) {
    ObjectNode document = ScimJson.object();
    Profile profile = identity.profile();
    document.put("kind", Words.of(profile.kind()));
    put(document, "purpose", profile.purpose());
    put(document, "environment", profile.environment());
    document.put("riskTier", Words.of(profile.riskTier()));
    new DeclarationDocument(base, profile.declaration()).putGovernance(document);
    putAll(document, "owners", answering.stream().map(this::answering));
    Owner sponsor = SponsorReader.sponsor(answering);
    if (sponsor != null) {
      document.set("sponsor", person(sponsor));
    }
    HandOver handOver = identity.handOver();
    if (handOver != null) {
      putHandOver(document, handOver);
    }
    document.set("cadence", cadence(identity.cadence()));
    texts(document, "controlLinks", identity.controls());
    put(document, "validFrom", identity.validity().from());
    put(document, "validUntil", identity.validity().until());
    ClientDocument.putGovernance(document, identity.client(), held);
    document.set("allowance", allowance(identity.allowance()));
    document.put("intent", Words.of(identity.intent()));
    document.put("standing", Words.of(identity.standing(now)));
    document.put("lastReviewed", identity.lastReviewed().toString());
    document.put("reviewDue", identity.reviewDue().toString());
    document.put("goodUntil", identity.goodUntil().toString());
    put(document, "lastUsed", known.lastUsed().get(identity.id()));
    putAll(
        document,
        "findings",
        known.findings().getOrDefault(identity.id(), List.of()).stream()
            .map(IdentityDocument::finding));
    return document;
  }

  /** The core schema points at nobody who was deleted; who it was, our extension tells. */
  private boolean isThere(Owner owner) {
    return owner.role() == Owner.Role.OWNER && !known.gone().contains(owner.person());
  }

  private ObjectNode person(Owner owner) {
    ObjectNode document = ScimJson.object().put("value", owner.person());
    if (!known.gone().contains(owner.person())) {
      document.put("$ref", base + "/Users/" + AddressPart.of(owner.person()));
    }
    put(document, "display", known.people().get(owner.person()));
    return document;
  }

  private void putHandOver(ObjectNode document, HandOver handOver) {
    document
        .putObject("handOver")
        .put("began", handOver.began().toString())
        .put("brownoutFrom", handOver.brownoutFrom().toString())
        .put("deadline", handOver.deadline().toString());
    String custodian = handOver.custodian();
    if (custodian != null) {
      document.set("custodian", person(new Owner(custodian, Owner.Role.BACKUP, null)));
    }
  }

  private ObjectNode answering(Owner owner) {
    ObjectNode document =
        person(owner).put("role", Words.of(owner.role())).put("accepted", owner.accepted());
    put(document, "acceptedAt", owner.acceptedAt());
    return document;
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode document = ScimJson.object().put("reason", finding.reason().word());
    put(document, "since", finding.since());
    put(document, "until", finding.until());
    return document;
  }

  private static ObjectNode cadence(Cadence cadence) {
    return ScimJson.object()
        .put("every", cadence.every().toString())
        .put("grace", cadence.grace().toString())
        .put("brownout", cadence.brownout().toString());
  }

  private static ObjectNode allowance(Allowance allowance) {
    ObjectNode document = ScimJson.object();
    texts(document, "grants", allowance.grants());
    texts(document, "scopes", allowance.scopes());
    return document.put("longestToken", allowance.longestToken().toString());
  }

  private static List<Owner> inOrder(List<Owner> owners) {
    return owners.stream()
        .sorted(Comparator.comparing(Owner::role).thenComparing(Owner::person))
        .toList();
  }

  static void put(ObjectNode document, String name, @Nullable Object value) {
    if (value != null) {
      document.put(name, value.toString());
    }
  }

  static void putAll(ObjectNode document, String name, Stream<ObjectNode> values) {
    List<ObjectNode> all = values.toList();
    if (!all.isEmpty()) {
      document.putArray(name).addAll(all);
    }
  }

  static void texts(ObjectNode document, String name, Collection<?> values) {
    ArrayNode all = ScimJson.array();
    values.stream().map(Object::toString).sorted().forEach(all::add);
    if (!all.isEmpty()) {
      document.set(name, all);
    }
  }
}
