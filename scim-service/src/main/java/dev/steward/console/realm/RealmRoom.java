package dev.steward.console.realm;

import dev.steward.console.Deed;
import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to realms. */
@ApplicationScoped
class RealmRoom implements Room {

  @Override
  public String path() {
    return "/console/realms";
  }

  @Override
  public String title() {
    return "Realms";
  }

  @Override
  public int place() {
    return 80;
  }

  @Override
  public boolean isOpenTo(Viewer viewer) {
    return viewer.may(Deed.SEE_EVERYTHING);
  }
}
