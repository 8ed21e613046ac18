package dev.steward.console;

import dev.steward.caller.Caller;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who looks at the present page, and what they may do. */
@RequestScoped
public class Viewer {

  private final SecurityIdentity identity;
  private final Caller caller;

  Viewer(SecurityIdentity identity, Caller caller) {
    this.identity = identity;
    this.caller = caller;
  }

  /** The id by which the registry knows the person. */
  public String person() {
    return caller.actor().subject();
  }

  /** What to call the person. */
  public String name() {
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      return token
          .<String>claim("name")
          .or(() -> token.claim("preferred_username"))
          .orElseGet(token::getSubject);
    }
    return identity.getPrincipal().getName();
  }

  public Role role() {
    return Role.of(caller::hasRole);
  }

  public boolean may(Deed deed) {
    return role().may(deed);
  }

  /** The same for templates, by the deed's name. */
  public boolean may(String deed) {
    return may(Deed.valueOf(deed));
  }

  /**
   * Passes by whoever may do it.
   *
   * @throws ChangeRefused for everybody else
   */
  public void require(Deed deed) {
    if (!may(deed)) {
      throw new ChangeRefused(
          Rule.NOT_YOURS,
          "as %s you may not %s; ask an IAM administrator to do it or to give you the role for it"
              .formatted(role().title(), deed.words()));
    }
  }
}
