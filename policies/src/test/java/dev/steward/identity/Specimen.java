package dev.steward.identity;

import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.ControlLink;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Identity.RiskTier;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent that matches invoices, for tests: registered on the first of January 2027. */
public final class Specimen {

  public static final Instant REGISTERED = Instant.parse("2027-01-01T09:30:00Z");
  public static final Client CLIENT = new Client("acme", "c-1");
  public static final Owner OWNER = new Owner("anna", Owner.Role.OWNER, REGISTERED);

  /** Due on the 31st of January; grace until the 14th of February, the last 4 days brown. */
  public static final Cadence CADENCE =
      new Cadence(Period.ofDays(30), Period.ofDays(14), Period.ofDays(4));

  public static final Allowance ALLOWANCE =
      new Allowance(
          Set.of("client_credentials"),
          Set.of("invoices:read", "invoices:match"),
          Duration.ofMinutes(5));

  /** Of nobody's trust: signed by its own key, which was thrown away. */
  static final String CERTIFICATE =
      "MIIBjDCCATGgAwIBAgIUfHvvoojPUh1t0Ca36hyZFtlOZa4wCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwP"
          + "aW52b2ljZS1tYXRjaGVyMCAXDTI2MTEyMTIyMzMwN1oYDzIxMjYxMDI4MjIzMzA3WjAaMRgwFgYDVQQD"
          + "DA9pbnZvaWNlLW1hdGNoZXIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATjM5QZKALTJntg8zFXptlg"
          + "Yh/CE2wEjVSDVZFsNNquI61SKDeLzs7WMyyaPUA2mu8XyD5VFj01bGzsWfGowO/Go1MwUTAdBgNVHQ4E"
          + "FgQU4jLYWISrc0Z558HImuq7kTYlfjwwHwYDVR0jBBgwFoAU4jLYWISrc0Z558HImuq7kTYlfjwwDwYD"
          + "VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAp9wX6yPTD/nLSPzOUDzYIYIqg2X+5hEAeS9j"
          + "QXwM+9ICIQCUTu5wCoYJ0s2saBkkN4GTA8s4PfLuq2hPe1rg44P9gQ==";

  private Specimen() {}

  public static Identity approved() {
    return registration(CLIENT, Validity.OPEN, true).identity(REGISTERED);
  }

  public static Identity approved(Validity validity) {
    return registration(CLIENT, validity, true).identity(REGISTERED);
  }

  public static Identity approved(Cadence cadence, Validity validity) {
    return registration(CLIENT, cadence, validity, true).identity(REGISTERED);
  }

  public static Identity proposed() {
    return registration(CLIENT, Validity.OPEN, false).identity(REGISTERED);
  }

  public static Identity withoutClient() {
    return registration(null, Validity.OPEN, true).identity(REGISTERED);
  }

  public static Identity suspended() {
    return new Change.Suspend("strange calls").applyTo(approved(), REGISTERED);
  }

  public static Identity revoked() {
    return new Change.Revoke("no longer used").applyTo(approved(), REGISTERED);
  }

  static Profile profile(Kind kind) {
    return profile(kind, Declaration.NONE);
  }

  static Profile declaring(Declaration declaration) {
    return profile(Kind.AI_AGENT, declaration);
  }

  private static Profile profile(Kind kind, Declaration declaration) {
    return new Profile(
        kind,
        "invoice-matcher",
        null,
        "Invoice matcher",
        null,
        "Matches invoices to orders",
        "production",
        RiskTier.MEDIUM,
        declaration);
  }

  static Change.Register registration(
      @Nullable Client client, Validity validity, boolean approved) {
    return registration(client, CADENCE, validity, approved);
  }

  private static Change.Register registration(
      @Nullable Client client, Cadence cadence, Validity validity, boolean approved) {
    return new Change.Register(
        new Id(new UUID(0, 1)),
        profile(Kind.AI_AGENT),
        client,
        List.of(OWNER),
        cadence,
        Set.of(ControlLink.of("iso42001:A.3.2")),
        validity,
        ALLOWANCE,
        approved);
  }
}
