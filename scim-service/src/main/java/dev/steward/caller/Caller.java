package dev.steward.caller;

import dev.steward.identity.Actor;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.people.People;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who made the present request, in the words of its bearer token. */
@RequestScoped
public class Caller {

  /** The realm role of those who may decide about every identity. */
  public static final String ADMIN = "steward-admin";

  /** How Keycloak names the user behind a client that acts on its own. */
  private static final String SERVICE_ACCOUNT = "service-account-";

  private static final String UNKNOWN = "unknown";

  private final SecurityIdentity identity;
  private final People people;
  private @Nullable Actor actor;

  Caller(SecurityIdentity identity, People people) {
    this.identity = identity;
    this.people = people;
  }

  /** The actor that the ledger will name; a person by the id that the registry knows them by. */
  public Actor actor() {
    if (actor == null) {
      actor = isService() ? service() : person();
    }
    return actor;
  }

  /**
   * The person who calls.
   *
   * @param does what only a person does, such as "decides about an identity"
   * @throws ChangeRefused when a program calls
   */
  public Actor person(String does) {
    Actor actor = actor();
    if (actor.type() != Actor.Type.PERSON) {
      throw new ChangeRefused(Rule.NOT_YOURS, "a person " + does + ", with a token of their own");
    }
    return actor;
  }

  /**
   * The administrator who calls.
   *
   * @param does what only an administrator does
   * @throws ChangeRefused when somebody else calls
   */
  public Actor administrator(String does) {
    if (actor().type() != Actor.Type.PERSON || !isAdministrator()) {
      throw new ChangeRefused(Rule.NOT_YOURS, "a person with the realm role " + ADMIN + " " + does);
    }
    return actor();
  }

  public boolean isAdministrator() {
    return hasRole(ADMIN);
  }

  /** Has the ledger name the request, in which many changes come, beside each of them. */
  public void makesManyChanges(String bulk) {
    actor = actor().inBulk(bulk);
  }

  private Actor service() {
    return new Actor(Actor.Type.SERVICE, subject(), client());
  }

  private Actor person() {
    String userName = claim("preferred_username").orElse(UNKNOWN);
    String id = people.idOf(subject(), userName);
    return new Actor(Actor.Type.PERSON, id, client());
  }

  /** The OAuth client that the token was issued to. */
  public String client() {
    return claim("azp").or(() -> claim("client_id")).orElse(UNKNOWN);
  }

  /** Who calls, in the words of the realm. */
  public String subject() {
    return claim("sub").orElse(UNKNOWN);
  }

  public boolean hasRole(String role) {
    return identity.hasRole(role);
  }

  /**
   * Whether the caller is a program. A token that leaves it open counts as a program's, which may
   * do less.
   */
  private boolean isService() {
    Optional<String> userName = claim("preferred_username");
    return claim("sub").isEmpty()
        || claim("client_id").isPresent()
        || userName.isEmpty()
        || userName.get().startsWith(SERVICE_ACCOUNT);
  }

  private Optional<String> claim(String name) {
    return identity.getPrincipal() instanceof JsonWebToken token
        ? token.claim(name)
        : Optional.empty();
  }
}
