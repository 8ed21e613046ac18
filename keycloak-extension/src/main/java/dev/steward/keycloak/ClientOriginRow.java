package dev.steward.keycloak;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** How one client was made, as the gate saw it. */
@Entity
@Table(name = "STEWARD_CLIENT_ORIGIN")
public class ClientOriginRow {

  @Id
  @Column(name = "CLIENT_ID", length = 36)
  String client;

  @Column(name = "REALM_ID", length = 36, nullable = false)
  String realm;

  @Column(name = "HOW", length = 32, nullable = false)
  String how;

  @Column(name = "SEEN_AT", nullable = false)
  long at;

  @Column(name = "BY_USER_ID")
  @Nullable String user;

  @Column(name = "BY_USERNAME")
  @Nullable String username;

  @Column(name = "BY_CLIENT")
  @Nullable String byClient;

  /** For JPA, which fills the fields right after. */
  @SuppressWarnings("NullAway.Init")
  protected ClientOriginRow() {}

  ClientOriginRow(String client, String realm, String how, long at, Origin.By by) {
    this.client = client;
    this.realm = realm;
    this.how = how;
    this.at = at;
    this.user = by.user();
    this.username = by.username();
    this.byClient = by.client();
  }

  Origin.@Nullable By by() {
    return user == null && byClient == null ? null : new Origin.By(user, username, byClient);
  }
}
