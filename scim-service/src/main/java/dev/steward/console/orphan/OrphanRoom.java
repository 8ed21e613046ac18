package dev.steward.console.orphan;

import dev.steward.console.Deed;
import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to orphans. */
@ApplicationScoped
class OrphanRoom implements Room {

  @Override
  public String path() {
    return "/console/orphans";
  }

  @Override
  public String title() {
    return "Orphans";
  }

  @Override
  public int place() {
    return 50;
  }

  @Override
  public boolean isOpenTo(Viewer viewer) {
    return viewer.may(Deed.SEE_EVERYTHING);
  }
}
