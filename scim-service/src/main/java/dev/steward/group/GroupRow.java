package dev.steward.group;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A group as the database keeps it, for questions to it. {@link GroupRegistry} writes by set. */
@Entity
@Immutable
@Table(name = "scim_group")
class GroupRow {

  @Id UUID id;
  long version;
  String displayName;
  @Nullable String externalId;
  Instant created;
  Instant modified;

  /** Never loaded: only what questions are about. */
  @ElementCollection
  @CollectionTable(name = "scim_group_member", joinColumns = @JoinColumn(name = "group_id"))
  Set<MemberRow> members = new HashSet<>();

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
  protected GroupRow() {}

  /** That something is in the group. */
  @Embeddable
  record MemberRow(String member, @Enumerated(EnumType.STRING) Member.Type type) {}

  Group group() {
    return new Group(id, version, displayName, externalId, created, modified);
  }
}
