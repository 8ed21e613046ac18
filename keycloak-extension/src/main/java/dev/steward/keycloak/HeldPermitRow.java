package dev.steward.keycloak;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One client that the gate ever held a permit of, or stopped. */
@Entity
@Table(name = "STEWARD_HELD_PERMIT")
public class HeldPermitRow {

  @Id
  @Column(name = "CLIENT_ID", length = 36)
  String client;

  @Column(name = "REALM_ID", length = 36, nullable = false)
  String realm;

  @Column(name = "CLIENT_NAME", nullable = false)
  String name;

  @Column(name = "HELD_VERSION", nullable = false)
  long version;

  @Column(name = "IDENTITY_ID", length = 36)
  @Nullable String identity;

  @Column(name = "STOPPED", nullable = false)
  boolean stopped;

  @Column(name = "DESTROYED", nullable = false)
  boolean destroyed;

  @Column(name = "RECEIPT", length = 4000)
  @Nullable String receipt;

  @Column(name = "CHANGED_AT", nullable = false)
  long changedAt;

  /** For JPA, which fills the fields right after. */
  @SuppressWarnings("NullAway.Init")
  protected HeldPermitRow() {}

  HeldPermitRow(String client, String realm, String name) {
    this.client = client;
    this.realm = realm;
    this.name = name;
  }

  Held held() {
    return new Held(client, realm, name, version, identity, stopped);
  }
}
