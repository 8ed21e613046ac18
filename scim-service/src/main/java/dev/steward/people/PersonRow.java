package dev.steward.people;

import dev.steward.people.PersonFacts.Employment;
import dev.steward.people.PersonFacts.Name;
import dev.steward.people.PersonFacts.Traits;
import dev.steward.people.RecordedPerson.Account;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * A person as the database keeps them, seen from the feed: {@link PersonRegistry} writes what the
 * feed says, and {@link KeycloakWord} what Keycloak does.
 */
@Entity
@Table(name = "person")
class PersonRow extends PanacheEntityBase {

  @Id String id;
  long version;
  @Nullable String subject;

  @Enumerated(EnumType.STRING)
  Feed feed = Feed.NONE;

  @Enumerated(EnumType.STRING)
  Account account = Account.UNKNOWN;

  @Nullable Instant fedAt;
  @Nullable Instant goneAt;

  @Column(updatable = false)
  Instant created;

  Instant modified;

  /** Derived in the database, for questions to it. */
  @Column(insertable = false, updatable = false)
  boolean listed;

  String userName;
  @Nullable String externalId;
  @Nullable String displayName;
  @Nullable String formattedName;
  @Nullable String familyName;
  @Nullable String givenName;
  @Nullable String middleName;
  @Nullable String honorificPrefix;
  @Nullable String honorificSuffix;
  @Nullable String nickName;
  @Nullable String profileUrl;
  @Nullable String title;
  @Nullable String userType;
  @Nullable String preferredLanguage;
  @Nullable String locale;
  @Nullable String timezone;
  @Nullable String employeeNumber;
  @Nullable String costCenter;
  @Nullable String organization;
  @Nullable String division;
  @Nullable String department;
  @Nullable String manager;

  @ElementCollection
  @CollectionTable(name = "person_value", joinColumns = @JoinColumn(name = "person_id"))
  @OrderColumn(name = "position")
  @BatchSize(size = 500)
  List<PersonValue> values = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
  protected PersonRow() {}

  /** What the feed said last. */
  enum Feed {
    NONE,
    ACTIVE,
    INACTIVE,
    DELETED
  }

  /** Somebody of whom nothing was said yet. */
  static PersonRow of(String id, Instant now) {
    var row = new PersonRow();
    row.id = id;
    row.created = now;
    return row;
  }

  /** Becomes the next version, as the feed describes it. */
  final void take(PersonFacts facts, Instant now) {
    userName = facts.userName();
    externalId = facts.externalId();
    displayName = facts.displayName();
    formattedName = facts.name().formatted();
    familyName = facts.name().family();
    givenName = facts.name().given();
    middleName = facts.name().middle();
    honorificPrefix = facts.name().prefix();
    honorificSuffix = facts.name().suffix();
    nickName = facts.traits().nickName();
    profileUrl = facts.traits().profileUrl();
    title = facts.traits().title();
    userType = facts.traits().userType();
    preferredLanguage = facts.traits().preferredLanguage();
    locale = facts.traits().locale();
    timezone = facts.traits().timezone();
    employeeNumber = facts.employment().employeeNumber();
    costCenter = facts.employment().costCenter();
    organization = facts.employment().organization();
    division = facts.employment().division();
    department = facts.employment().department();
    manager = facts.employment().manager();
    if (!values.equals(facts.values())) {
      values.clear();
      values.addAll(facts.values());
    }
    hear(facts.active() ? Feed.ACTIVE : Feed.INACTIVE, now);
  }

  /** The feed does not know the person any more. */
  final void remove(Instant now) {
    hear(Feed.DELETED, now);
  }

  private void hear(Feed said, Instant now) {
    version++;
    modified = now;
    fedAt = now;
    feed = said;
    goneAt = isPresent() ? null : goneAt == null ? now : goneAt;
  }

  boolean isFed() {
    return feed == Feed.ACTIVE || feed == Feed.INACTIVE;
  }

  /** Whether there is anybody to be shown. */
  boolean isListed() {
    return isFed() || (feed == Feed.NONE && account != Account.GONE);
  }

  private boolean isActive() {
    return feed == Feed.ACTIVE || (feed == Feed.NONE && account == Account.ENABLED);
  }

  private boolean isPresent() {
    return isActive() && (account == Account.ENABLED || account == Account.UNKNOWN);
  }

  PersonFacts facts() {
    return new PersonFacts(
        userName,
        isActive(),
        externalId,
        displayName,
        new Name(
            formattedName, familyName, givenName, middleName, honorificPrefix, honorificSuffix),
        new Traits(nickName, profileUrl, title, userType, preferredLanguage, locale, timezone),
        new Employment(employeeNumber, costCenter, organization, division, department, manager),
        values);
  }

  RecordedPerson recorded() {
    return new RecordedPerson(id, version, facts(), account, fedAt, isPresent(), created, modified);
  }
}
