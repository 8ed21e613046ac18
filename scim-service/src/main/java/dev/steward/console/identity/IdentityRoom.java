package dev.steward.console.identity;

import dev.steward.console.Room;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to the identities. */
@ApplicationScoped
class IdentityRoom implements Room {

  @Override
  public String path() {
    return "/console/identities";
  }

  @Override
  public String title() {
    return "Identities";
  }

  @Override
  public int place() {
    return 30;
  }
}
