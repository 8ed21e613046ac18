package dev.steward.console.orphan;

import dev.steward.console.Deed;
import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to shadows. */
@ApplicationScoped
class ShadowRoom implements Room {

  @Override
  public String path() {
    return "/console/shadows";
  }

  @Override
  public String title() {
    return "Shadows";
  }

  @Override
  public int place() {
    return 55;
  }

  @Override
  public boolean isOpenTo(Viewer viewer) {
    return viewer.may(Deed.SEE_EVERYTHING);
  }
}
