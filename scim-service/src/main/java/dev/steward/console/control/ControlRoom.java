package dev.steward.console.control;

import dev.steward.console.Deed;
import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to controls. */
@ApplicationScoped
class ControlRoom implements Room {

  @Override
  public String path() {
    return "/console/controls";
  }

  @Override
  public String title() {
    return "Controls";
  }

  @Override
  public int place() {
    return 60;
  }

  @Override
  public boolean isOpenTo(Viewer viewer) {
    return viewer.may(Deed.SEE_EVERYTHING);
  }
}
