package dev.steward.console.overview;

import dev.steward.console.Deed;
import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to the overview. */
@ApplicationScoped
class OverviewRoom implements Room {

  @Override
  public String path() {
    return "/console/overview";
  }

  @Override
  public String title() {
    return "Overview";
  }

  @Override
  public int place() {
    return 5;
  }

  @Override
  public boolean isOpenTo(Viewer viewer) {
    return viewer.may(Deed.SEE_EVERYTHING);
  }
}
