package dev.steward.registry;

import dev.steward.identity.Allowance;
import dev.steward.identity.Autonomy;
import dev.steward.identity.Cadence;
import dev.steward.identity.Declaration;
import dev.steward.identity.Digest;
import dev.steward.identity.HandOver;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import dev.steward.identity.Particulars;
import dev.steward.identity.Particulars.Certificate;
import dev.steward.identity.Profile;
import dev.steward.identity.Validity;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An identity as the database keeps it. Only {@link IdentityRegistry} writes one. */
@Entity
@Table(name = "identity")
class IdentityRow extends PanacheEntityBase {

  @jakarta.persistence.Id UUID id;

  long version;

  @Enumerated(EnumType.STRING)
  Kind kind;

  String userName;
  @Nullable String externalId;
  @Nullable String displayName;
  @Nullable String description;
  @Nullable String purpose;
  @Nullable String environment;

  @Enumerated(EnumType.STRING)
  RiskTier riskTier;

  @Enumerated(EnumType.STRING)
  @Nullable Autonomy autonomy;

  @Nullable String modelDigest;
  @Nullable String promptDigest;
  @Nullable String toolManifestDigest;
  @Nullable UUID parent;
  @Nullable String agentType;
  @Nullable String subject;
  String[] certificates;

  @Nullable String realm;
  @Nullable String clientUuid;

  String cadence;
  String grace;
  String brownout;

  @Nullable Instant validFrom;
  @Nullable Instant validUntil;
  boolean begun;

  String[] grants;
  String[] scopes;
  String longestToken;

  LocalDate lastReviewed;

  @Enumerated(EnumType.STRING)
  Intent intent;

  @Nullable Instant handOverBegan;
  @Nullable Instant handOverDeadline;
  @Nullable String custodian;

  LocalDate reviewDue;
  Instant graceFrom;
  Instant brownoutFrom;
  Instant goodUntil;

  @Column(updatable = false)
  Instant created;

  Instant modified;

  @ElementCollection
  @CollectionTable(name = "identity_owner", joinColumns = @JoinColumn(name = "identity_id"))
  @OrderColumn(name = "position")
  List<OwnerRow> owners = new ArrayList<>();

  @ElementCollection
  @CollectionTable(name = "identity_control", joinColumns = @JoinColumn(name = "identity_id"))
  Set<ControlRow> controls = new HashSet<>();

  @ElementCollection
  @CollectionTable(name = "identity_protocol", joinColumns = @JoinColumn(name = "identity_id"))
  @OrderColumn(name = "position")
  List<ProtocolRow> protocols = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
  protected IdentityRow() {}

  static IdentityRow of(Recorded recorded) {
    var row = new IdentityRow();
    row.id = recorded.identity().id().value();
    row.created = recorded.created();
    row.modified = recorded.modified();
    row.take(recorded.identity());
    return row;
  }

  private void take(Identity identity) {
    Profile profile = identity.profile();
    version = identity.version();
    kind = profile.kind();
    userName = profile.userName();
    externalId = profile.externalId();
    displayName = profile.displayName();
    description = profile.description();
    purpose = profile.purpose();
    environment = profile.environment();
    riskTier = profile.riskTier();
    take(profile.declaration());
    Client client = identity.client();
    realm = client == null ? null : client.realm();
    clientUuid = client == null ? null : client.uuid();
    Cadence rhythm = identity.cadence();
    cadence = rhythm.every().toString();
    grace = rhythm.grace().toString();
    brownout = rhythm.brownout().toString();
    validFrom = identity.validity().from();
    validUntil = identity.validity().until();
    begun = identity.validity().begun();
    grants = sorted(identity.allowance().grants());
    scopes = sorted(identity.allowance().scopes());
    longestToken = identity.allowance().longestToken().toString();
    lastReviewed = identity.lastReviewed();
    intent = identity.intent();
    reviewDue = identity.reviewDue();
    HandOver handOver = identity.handOver();
    handOverBegan = handOver == null ? null : handOver.began();
    handOverDeadline = handOver == null ? null : handOver.deadline();
    custodian = handOver == null ? null : handOver.custodian();
    graceFrom = identity.graceFrom();
    brownoutFrom = identity.brownoutFrom();
    goodUntil = identity.goodUntil();
    identity.owners().stream().map(OwnerRow::of).forEach(owners::add);
    identity.controls().stream().map(ControlRow::of).forEach(controls::add);
  }

  Identity identity() {
    return new Identity(
        new Id(id),
        version,
        new Profile(
            kind,
            userName,
            externalId,
            displayName,
            description,
            purpose,
            environment,
            riskTier,
            declaration()),
        realm == null || clientUuid == null ? null : new Client(realm, clientUuid),
        owners.stream().map(OwnerRow::owner).toList(),
        new Cadence(Period.parse(cadence), Period.parse(grace), Period.parse(brownout)),
        controls.stream().map(ControlRow::link).collect(Collectors.toUnmodifiableSet()),
        new Validity(validFrom, validUntil, begun),
        new Allowance(Set.of(grants), Set.of(scopes), Duration.parse(longestToken)),
        lastReviewed,
        intent,
        handOverBegan == null || handOverDeadline == null
            ? null
            : new HandOver(handOverBegan, handOverDeadline, custodian));
  }

  Recorded recorded() {
    return new Recorded(identity(), created, modified);
  }

  private void take(Declaration declaration) {
    autonomy = declaration.autonomy();
    modelDigest = text(declaration.model());
    promptDigest = text(declaration.prompt());
    toolManifestDigest = text(declaration.toolManifest());
    parent = declaration.parent() == null ? null : declaration.parent().value();
    Particulars particulars = declaration.particulars();
    agentType = particulars.agentType();
    subject = particulars.subject();
    certificates = particulars.certificates().stream().map(Certificate::der).toArray(String[]::new);
    particulars.protocols().stream().map(ProtocolRow::of).forEach(protocols::add);
  }

  private Declaration declaration() {
    return new Declaration(
        autonomy,
        digest(modelDigest),
        digest(promptDigest),
        digest(toolManifestDigest),
        parent == null ? null : new Id(parent),
        new Particulars(
            agentType,
            subject,
            protocols.stream().map(ProtocolRow::protocol).toList(),
            Stream.of(certificates).map(Certificate::new).toList()));
  }

  private static @Nullable String text(@Nullable Digest digest) {
    return digest == null ? null : digest.toString();
  }

  private static @Nullable Digest digest(@Nullable String text) {
    return text == null ? null : Digest.of(text);
  }

  private static String[] sorted(Set<String> values) {
    return values.stream().sorted().toArray(String[]::new);
  }
}
